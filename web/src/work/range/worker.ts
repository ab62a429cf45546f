/** A range test: every update is told, in bundles of a frame. */
import { createNetwork, findLearningRate, type RangeTestStep } from 'onecycle'
import { inputsOf, lossOf, problemData } from '../../problem/data.ts'
import { engineHere, threadsHere } from '../engine.ts'
import type { Role } from '../host.ts'
import type { RangeOrder, RangeReport } from './protocol.ts'

/** milliseconds between two reports */
const FRAME = 16

export const range: Role<RangeOrder, RangeReport> = ({ tell, signal }) => {
  let bundle: RangeTestStep[] = []
  let told = -Infinity

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

  return async ({ problem, seeds, sweep }) => {
    try {
      const engine = await engineHere()
      const rows = await problemData(problem)
      const { seed, batchSize } = problem
      const layers = problem.layers as unknown as Parameters<typeof createNetwork>[0]['layers']
      const network = await createNetwork({
        inputs: inputsOf(rows),
        layers,
        seed,
        engine,
        threads: threadsHere('auto'),
        ...lossOf(rows),
      })
      const options = { seeds, sweep, batchSize, seed, onStep: take, signal }
      const found = await findLearningRate(network, rows.training, options)
      flush()
      tell({ tell: 'result', range: found })
    } catch (error) {
      tell({ tell: 'failed', message: (error as Error).message })
    }
  }
}
