/** The range test off the main thread, seen from the host: as `findLearningRate`, with all its sweeps in a worker. */
import type { Dataset } from '../data/dataset.js'
import { checkRangeTest, type RangeTestOptions } from '../measure/range-test/options.js'
import type { RangeTest } from '../measure/range-test/result.js'
import type { Network } from '../network/network.js'
import { checkBuiltIn } from '../network/plan.js'
import { Connection, checkWorker, errorOf, type WorkerLike } from './connection.js'
import { describeSwept, type RangeReport, type StartRangeTest, sweptBy } from './range-test-messages.js'
import { checkAugmentations, checkKnown, modulesOf } from './start.js'

const where = 'findLearningRateInWorker'

/**
 * Suggests learning rates for a network on a dataset, with the bits of `findLearningRate`, while this thread stays free. The
 * network is read once, when this is called.
 *
 * @param worker  runs `onecycle/worker`; it may serve several tests and runs, and stays alive until the caller terminates it
 * @param options as for `findLearningRate`; onStep is called on this side. `optimizer` is called once, so what it makes must
 *   not depend on the values of its schedules
 * @throws TypeError, RangeError for options or data that do not fit, and for a layer, a loss, a schedule, an optimizer or an
 *   augmentation of the caller's own, which the worker does not know; Error where the worker fails. Abort is a result
 */
export async function findLearningRateInWorker(
  worker: WorkerLike,
  network: Network,
  dataset: Dataset,
  options: RangeTestOptions = {},
): Promise<RangeTest> {
  checkWorker(where, worker)
  const { weightDecay } = checkRangeTest(network, dataset, options, where)
  checkKnown(where, 'network', () => checkBuiltIn(where, network.plan))
  const { optimizer, augment = [], signal, onStep, ...plain } = options
  const list = augment.map(({ description }) => description)
  checkAugmentations(where, list)
  const description = optimizer && described(optimizer, weightDecay)
  const start: Omit<StartRangeTest, 'port'> = {
    onecycle: 'findLearningRate',
    network: network.save(),
    ...modulesOf(network),
    dataset,
    optimizer: description,
    augment: list,
    steps: onStep !== undefined,
    aborted: signal?.aborted ?? false,
    options: plain,
  }
  return new Promise((resolve, reject) => {
    const end = () => {
      signal?.removeEventListener('abort', abort)
      connection.close()
    }
    const fail = (reason: Error) => {
      end()
      reject(reason)
    }
    const receive = (report: RangeReport) => {
      if (report.type === 'failure') fail(errorOf(report))
      else if (report.type === 'range') {
        end()
        resolve(report.range)
      } else {
        try {
          onStep?.(report.record)
        } catch (error) {
          abort()
          fail(error as Error)
        }
      }
    }
    const connection = new Connection<RangeReport, 'abort'>(where, worker, start, receive, fail)
    const abort = () => connection.send('abort')
    signal?.addEventListener('abort', abort)
  })
}

function described(make: NonNullable<RangeTestOptions['optimizer']>, weightDecay: number): Record<string, unknown> {
  let description: Record<string, unknown> = {}
  checkKnown(where, 'optimizer', () => {
    description = describeSwept(make, weightDecay)
    return describeSwept(sweptBy(description), weightDecay)
  })
  return description
}
