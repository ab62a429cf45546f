/** A run from its beginning to its end, as a lane makes it, for its weights. */
import { createNetwork, type LoadedEngine, methodOptimizer, train } from 'onecycle'
import { builtInData, inputsOf } from '../problem/data.ts'
import { type Lane, MOMENTUM, type Problem } from '../state/lab.ts'

/** A run of built-in data. */
export interface Run {
  readonly name: string
  readonly problem: Problem
  readonly lane: Pick<Lane, 'method' | 'rate' | 'dialect'>
}

/** @returns the SHA-256 of the weights; it rejects where the run diverged */
export async function wholeRun({ problem, lane }: Run, engine?: LoadedEngine): Promise<string> {
  const { batchSize, epochs, seed } = problem
  const { method, rate, dialect } = lane
  const data = builtInData(problem.data as 'spirals' | 'digits', seed)
  const plan = { inputs: inputsOf(data), layers: problem.layers as never, seed }
  const network = await createNetwork({ ...plan, ...(engine === undefined ? {} : { engine }) })
  const run = { epochs, rate, weightDecay: 0, momentum: MOMENTUM, ...(dialect === undefined ? {} : { dialect }) }
  const { stopped } = await train(network, data.training, {
    batchSize,
    epochs,
    seed,
    optimizer: ({ totalSteps }) => methodOptimizer(method, { ...run, totalSteps }),
  })
  if (stopped !== 'completed') throw new Error(`the run ${stopped}`)
  return network.sha256()
}
