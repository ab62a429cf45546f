/** One piece of work in this worker, told by messages: a training run, whose other end is train-in-worker.ts, or a range test. */
import type { Family } from '../core/core.js'
import { startCore } from '../core/engine/start.js'
import { wasmEngine } from '../core/engine/wasm.js'
import { jsEngine } from '../core/js/engine.js'
import { augmentationFromDescription } from '../data/images/augmentation/from-description.js'
import { readNetwork } from '../network/make.js'
import type { Network } from '../network/network.js'
import { optimizerFromDescription } from '../optimizers/from-description.js'
import { triggerFromDescription } from '../schedules/index.js'
import type { EpochRecord } from '../training/history.js'
import { Training } from '../training/training.js'
import { type Command, type Failure, type Report, STEP_WIDTH, type Start } from './messages.js'
import type { StartRangeTest } from './range-test-messages.js'
import { runRangeTest } from './serve-range-test.js'

type Work = Start | StartRangeTest

const functions: Readonly<Record<Work['onecycle'], string>> = {
  train: 'trainInWorker',
  findLearningRate: 'findLearningRateInWorker',
}

export function isStart(data: unknown): data is Work {
  return Object.hasOwn(functions, (data as Work | null | undefined)?.onecycle ?? '')
}

export async function serve(start: Work): Promise<void> {
  const { port, module, layersModule, threads, network: bytes } = start
  const where = functions[start.onecycle]
  try {
    const bytesOf = threads && ((family?: Family) => (family ? threads.layers : threads.core))
    const engine = module === undefined ? jsEngine : wasmEngine(module, () => layersModule as typeof module, bytesOf)
    const network = await readNetwork(bytes, (part, parts) =>
      startCore(() => engine, where, engine, part, { ...parts, threads: threads?.asked }),
    )
    await (start.onecycle === 'train' ? runTraining(start, network) : runRangeTest(start, network))
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string }
    port.postMessage({ type: 'failure', name, message, code } satisfies Failure)
  }
}

async function runTraining(start: Start, network: Network) {
  const { port, dataset, optimizer, trigger, augment, aborted, options } = start
  const tell = (report: Report, transfer: ArrayBufferLike[] = []) => port.postMessage(report, transfer as ArrayBuffer[])
  const controller = new AbortController()
  if (aborted) controller.abort()
  let values: number[] = []
  let epochs: EpochRecord[] = []
  const flush = () => {
    if (values.length === 0 && epochs.length === 0) return
    const sent = Float64Array.from(values)
    const first = training.step - sent.length / STEP_WIDTH + 1
    tell({ type: 'slice', first, values: sent, epochs }, [sent.buffer])
    values = []
    epochs = []
  }
  const training = new Training(network, dataset, {
    ...options,
    ...(trigger && { trigger: triggerFromDescription(trigger) }),
    augment: augment.map(augmentationFromDescription),
    optimizer: optimizerFromDescription(optimizer),
    signal: controller.signal,
    onStep: ({ loss, learningRate, momentum }) => values.push(loss, learningRate, momentum),
    onEpoch: (record) => epochs.push(record),
  })
  const pause = new Pause()
  const commands: Record<Command, () => void> = {
    pause: () => pause.begin(),
    resume: () => pause.end(),
    abort: () => {
      controller.abort()
      pause.end()
    },
    checkpoint: () => {
      // the end of the run, which is on its way, refuses it
      if (training.stopped === 'diverged') return
      flush()
      const file = training.checkpoint()
      tell({ type: 'checkpoint', bytes: file }, [file.buffer])
    },
  }
  port.onmessage = ({ data }) => commands[data as Command]()
  const history = await training.finish(async () => {
    flush()
    while (pause.over) await pause.over
  })
  flush()
  const parameters = network.parameters()
  const standardization = network.standardized ? network.standardization : undefined
  const { classNames, preparation } = network
  tell({ type: 'end', history, parameters, standardization, classNames, preparation }, [parameters.buffer])
}

class Pause {
  /** resolves once the run may go on; undefined while it may */
  over: Promise<void> | undefined
  #end = () => {}

  begin(): void {
    this.over ??= new Promise((resolve) => {
      this.#end = resolve
    })
  }

  end(): void {
    this.#end()
    this.over = undefined
  }
}
