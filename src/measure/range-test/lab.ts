/**
 * The sweeps of a range test, all on one clone of the network:
 *
 *     main      one for each seed
 *     half      the first seed again in half the steps, which tells how much the answer depends on the speed of the sweep
 *     control   the first seed again without a fifth of the rows, on which it is then evaluated: a sweep that sees rows
 *               twice may learn them by heart, and then its loss falls where there is nothing to learn
 */
import type { Dataset } from '../../data/dataset.js'
import { split } from '../../data/split.js'
import { standardizationOf } from '../../data/standardization.js'
import { DEFAULT_HELD_OUT } from '../../defaults.js'
import { copyNetwork } from '../../network/make.js'
import { arenaOf, type Network } from '../../network/network.js'
import { constantAccuracy, constantLoss } from './constant-loss.js'
import type { CheckedRangeTest } from './options.js'
import { probeEvery, probeOf } from './probe.js'
import { lagOf, weightOfLag } from './smoothing.js'
import { type Start, startsOf } from './start.js'
import { runSweep, type SweepResult } from './sweep.js'

export interface Lab {
  readonly start: Start
  /** the metric of the best constant answer: a loss, or a share of errors */
  readonly constant: number
  main(index: number): Promise<SweepResult>
  /** null if half the steps are fewer than 20 */
  half(): Promise<SweepResult | null>
  /** null if no row is seen twice, or rows are held out of all sweeps anyway */
  control(): Promise<{ readonly sweep: SweepResult; readonly constant: number } | null>
  /** gives the memory of the clone back */
  close(): void
}

const LEAST_STEPS = 20
const LEAST_ROWS = 10
const CONTROL_HELD_OUT = 0.2

interface Parts {
  readonly training: Dataset
  readonly probe: Dataset
  readonly every: number
}

export async function openLab(network: Network, dataset: Dataset, test: CheckedRangeTest): Promise<Lab> {
  const { metric, steps, seed, seeds, smoothing, batchSize } = test
  const { loss, outputs } = arenaOf(network)
  const starts = startsOf(network)
  const clone = await copyNetwork(network, 'findLearningRate')
  if (test.standardize && !clone.standardized) clone.standardize(standardizationOf(dataset, network.plan))

  const parts = metric === 'loss' ? trainingParts(dataset, seed) : heldOutParts(dataset, test)
  const halfSteps = Math.floor(steps / 2)
  const halves = halfSteps >= LEAST_STEPS
  const controls = metric === 'loss' && steps * batchSize > dataset.count && dataset.count >= LEAST_ROWS
  const sweeps = seeds + Number(halves) + Number(controls)
  const run = (sweep: number, { training, probe, every }: Parts, index = 0, share = 1): Promise<SweepResult> => {
    const own = seed + index
    const setup = {
      network: clone,
      parameters: starts.parameters(index, own),
      dataset: training,
      seed: own,
      steps: share === 1 ? steps : halfSteps,
      smoothing: weightOfLag(share * lagOf(smoothing)),
      probe,
      every: Math.max(1, Math.round(share * every)),
      sweep,
      sweeps,
    }
    return runSweep(setup, test)
  }
  return {
    start: starts.start,
    constant: metric === 'loss' ? constantLoss(dataset, loss, outputs) : 1 - constantAccuracy(parts.probe),
    main: (index) => run(index, parts, index),
    half: async () => (halves ? run(seeds, parts, 0, 0.5) : null),
    control: async () => {
      if (!controls) return null
      const { training, validation } = split(dataset, { seed, fraction: CONTROL_HELD_OUT })
      const probe = probeOf(validation, seed)
      const sweep = await run(sweeps - 1, { training, probe, every: probeEvery(steps) })
      return { sweep, constant: constantLoss(probe, loss, outputs) }
    },
    close: () => clone.dispose(),
  }
}

/** The probe only tells where the loss begins. */
function trainingParts(dataset: Dataset, seed: number): Parts {
  return { training: dataset, probe: probeOf(dataset, seed), every: Infinity }
}

function heldOutParts(dataset: Dataset, { validation, seed, steps }: CheckedRangeTest): Parts {
  const every = probeEvery(steps)
  if (validation !== undefined) return { training: dataset, probe: probeOf(validation, seed), every }
  const parts = split(dataset, { seed, fraction: DEFAULT_HELD_OUT })
  return { training: parts.training, probe: probeOf(parts.validation, seed), every }
}
