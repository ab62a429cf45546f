/** How long an epoch of a study takes here, from a short training. */
import { createNetwork, methodOptimizer, Training, type TrialData } from 'onecycle'
import { inputsOf, lossOf } from '../../problem/data.ts'
import { MOMENTUM, type Problem } from '../../state/lab.ts'
import { engineHere } from '../engine.ts'
import { type Host, SLICE } from '../host.ts'

/** milliseconds of training */
const ENOUGH = 150
const FIRST = 5

export async function secondsPerEpoch(
  problem: Problem,
  { training, validation }: TrialData,
  { rest }: Pick<Host<never>, 'rest'>,
): Promise<number> {
  const { batchSize, layers, seed } = problem
  const plan = { inputs: inputsOf({ training, validation }), layers: layers as never, seed, ...lossOf({ training }) }
  const network = await createNetwork({ ...plan, engine: await engineHere() })
  const run = { totalSteps: 1_000_000, epochs: 1, rate: 1e-6, weightDecay: 0, momentum: MOMENTUM }
  const optimizer = methodOptimizer('constant', run)
  const trial = new Training(network, training, { batchSize, epochs: 100_000, seed, optimizer })
  /** milliseconds that it takes */
  const timed = (work: () => void): number => {
    const start = performance.now()
    work()
    return performance.now() - start
  }
  // engines make their fast code meanwhile
  for (let i = 0; i < FIRST; i++) trial.update()
  const first = trial.step
  let spent = 0
  while (spent < ENOUGH) {
    const slice = performance.now() + SLICE
    spent += timed(() => {
      while (performance.now() < slice) trial.update()
    })
    await rest()
  }
  const looking = timed(() => network.evaluate(validation))
  return ((spent / Math.max(1, trial.step - first)) * trial.plan.stepsPerEpoch + looking) / 1000
}
