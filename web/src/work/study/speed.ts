/** How long an epoch of a study takes here, from a short training. */
import { createNetwork, methodOptimizer, Training, type TrialData } from 'onecycle'
import { inputsOf, lossOf } from '../../problem/data.ts'
import { MOMENTUM, type Problem } from '../../state/lab.ts'

/** milliseconds of training */
const ENOUGH = 150
const FIRST = 5

export async function secondsPerEpoch(problem: Problem, { training, validation }: TrialData): Promise<number> {
  const { batchSize, layers, seed } = problem
  const plan = { inputs: inputsOf({ training, validation }), layers: layers as never, seed, ...lossOf({ training }) }
  const network = await createNetwork(plan)
  const run = { totalSteps: 1_000_000, epochs: 1, rate: 1e-6, weightDecay: 0, momentum: MOMENTUM }
  const optimizer = methodOptimizer('constant', run)
  const trial = new Training(network, training, { batchSize, epochs: 100_000, seed, optimizer })
  const now = (): number => performance.now()
  // engines make their fast code meanwhile
  for (let i = 0; i < FIRST; i++) trial.update()
  const start = now()
  const first = trial.step
  while (now() - start < ENOUGH && trial.update()) {}
  const perUpdate = (now() - start) / Math.max(1, trial.step - first)
  const looking = now()
  network.evaluate(validation)
  return (perUpdate * trial.plan.stepsPerEpoch + now() - looking) / 1000
}
