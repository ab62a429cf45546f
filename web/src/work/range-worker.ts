/** A range test in a worker: every update is told, in bundles of a frame. */
import { createNetwork, findLearningRate, loadEngine, type RangeTestStep } from 'onecycle'
import { inputsOf, lossOf, problemData } from '../problem/data.ts'
import type { RangeOrder, RangeReport } from './range-protocol.ts'

/** milliseconds between two reports */
const FRAME = 16

let bundle: RangeTestStep[] = []
let told = -Infinity

export async function receive({ problem, seeds, sweep }: RangeOrder): Promise<void> {
  try {
    // without SIMD, or where Wasm is forbidden, plain JS gives the same bits
    const engine = await loadEngine(undefined, { fallback: 'js' })
    const rows = await problemData(problem)
    const { seed, batchSize } = problem
    const layers = problem.layers as unknown as Parameters<typeof createNetwork>[0]['layers']
    const network = await createNetwork({ inputs: inputsOf(rows), layers, seed, engine, ...lossOf(rows) })
    const range = await findLearningRate(network, rows.training, { seeds, sweep, batchSize, seed, onStep: take })
    flush()
    tell({ tell: 'result', range })
  } catch (error) {
    tell({ tell: 'failed', message: (error as Error).message })
  }
}

function take(record: RangeTestStep): void {
  const [first] = bundle
  if (first !== undefined && (first.sweep !== record.sweep || first.steps !== record.steps)) flush()
  bundle.push(record)
  if (performance.now() - told >= FRAME) flush()
}

function flush(): void {
  const [first] = bundle
  if (first === undefined) return
  const column = (name: 'learningRate' | 'loss' | 'smoothed') => Float64Array.from(bundle, (record) => record[name])
  const { sweep, sweeps, steps, step } = first
  const [rates, losses, smoothed] = [column('learningRate'), column('loss'), column('smoothed')]
  bundle = []
  told = performance.now()
  const moved = [rates.buffer, losses.buffer, smoothed.buffer]
  tell({ tell: 'steps', sweep, sweeps, steps, from: step - 1, rates, losses, smoothed }, ...moved)
}

function tell(report: RangeReport, ...moved: ArrayBuffer[]): void {
  self.postMessage(report, { transfer: moved })
}
