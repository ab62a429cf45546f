/** One training run in this worker, told by messages; its other end is train-in-worker.ts. */
import { checked } from '../core/engine/loaded.js'
import { wasmEngine } from '../core/engine/wasm.js'
import { jsEngine } from '../core/js/engine.js'
import { readNetwork } from '../network/make.js'
import { optimizerFromDescription } from '../optimizers/from-description.js'
import { triggerFromDescription } from '../schedules/index.js'
import type { EpochRecord } from '../training/history.js'
import { Training } from '../training/training.js'
import { type Command, type Report, STEP_WIDTH, type Start } from './messages.js'

export function isStart(data: unknown): data is Start {
  return (data as Start | null | undefined)?.onecycle === 'train'
}

export async function serve(start: Start): Promise<void> {
  const { port } = start
  try {
    await run(start)
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string }
    port.postMessage({ type: 'failure', name, message, code } satisfies Report)
  }
}

async function run({ port, network: bytes, module, dataset, optimizer, trigger, aborted, options }: Start) {
  const tell = (report: Report, transfer: ArrayBufferLike[] = []) => port.postMessage(report, transfer as ArrayBuffer[])
  const engine = await checked('trainInWorker', module === undefined ? jsEngine : wasmEngine(module))
  const network = await readNetwork(bytes, () => engine.start())
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
