/** One run of the race: trains by one schedule and looks at the validation data on the way. */
import { type Dataset, type Network, type Stopped, sgd, Training } from '../index.js'
import { constant, oneCycle } from '../schedules/index.js'
import { createProgress, type StatusLine } from './progress.js'

export interface Runner {
  readonly name: string
  readonly schedule: 'one-cycle' | 'constant'
  /** the peak of 1cycle, or the constant rate */
  readonly rate: number
}

export interface Budget {
  readonly epochs: number
  readonly batchSize: number
  /** updates between two looks at the validation data; the end of an epoch is one, too */
  readonly every: number
  /** momentum beside the constant rate; 1cycle cycles its own */
  readonly momentum: number
  readonly targets: readonly number[]
}

export interface RaceRun extends Runner {
  readonly stopped: Stopped
  /** validation accuracy at the end of each epoch; fewer where the run diverged */
  readonly accuracy: readonly number[]
  /** for each target the updates until a look first showed it; null where none did */
  readonly updatesToTarget: readonly (number | null)[]
  /** time of the run, looks included */
  readonly seconds: number
}

export async function runOne(
  runner: Runner,
  network: Network,
  training: Dataset,
  validation: Dataset,
  { epochs, batchSize, every, momentum, targets }: Budget,
  line: StatusLine,
  signal: AbortSignal,
): Promise<RaceRun> {
  const accuracy: number[] = []
  const updatesToTarget: (number | null)[] = targets.map(() => null)
  const progress = createProgress(runner.name, epochs, line)
  const run: Training = new Training(network, training, {
    epochs,
    batchSize,
    signal,
    optimizer: ({ totalSteps }) =>
      sgd(
        runner.schedule === 'one-cycle'
          ? oneCycle({ totalSteps, peak: runner.rate })
          : { learningRate: constant(runner.rate), momentum },
      ),
    onStep: (record) => {
      progress(record)
      const { step } = record
      const epochEnds = step % run.plan.stepsPerEpoch === 0
      if (!epochEnds && step % every !== 0) return
      const seen = network.evaluate(validation).accuracy
      if (epochEnds) accuracy.push(seen)
      targets.forEach((target, i) => {
        if (seen >= target) updatesToTarget[i] ??= step
      })
    },
  })
  for await (const _ of run) {
    // onStep sees each step
  }
  line.clear()
  return { ...runner, stopped: run.stopped as Stopped, accuracy, updatesToTarget, seconds: run.history.seconds }
}

/** Validation accuracy at the end of the budget; 0 for a run that diverged. */
export function finalAccuracy({ stopped, accuracy }: RaceRun): number {
  return stopped === 'completed' ? (accuracy[accuracy.length - 1] as number) : 0
}
