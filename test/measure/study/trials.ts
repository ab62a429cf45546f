/** Trials without training: a study over made-up accuracies, so that its arithmetic can be checked by hand. */
import { createDataset } from '../../../src/data/create-dataset.js'
import type { Dataset } from '../../../src/data/dataset.js'
import type { StudyOptions } from '../../../src/measure/study/options.js'
import type { TrialConfig, TrialRecord } from '../../../src/measure/study/trial.js'
import type { TrialRunner } from '../../../src/measure/study/trials/execute.js'

/** Two classes, told apart by one feature; `shift` makes other rows. */
export function tinyData(count: number, shift = 0): Dataset {
  const labels = Array.from({ length: count }, (_, row) => row % 2)
  const features = Float32Array.from(
    labels.flatMap((label, row) => [label - 0.5 + ((row * 7 + shift) % 5) / 10, row % 3]),
  )
  return createDataset({ name: 'tiny', inputs: 2, features, labels, classes: 2 })
}

/** Two numbers that follow from two features. */
export function tinyNumbers(count: number, shift = 0): Dataset {
  const { features } = tinyData(count, shift)
  const targets = Float32Array.from(features, (x, i) => (i % 2 === 0 ? 3 * x : x - (features[i - 1] as number)))
  return createDataset({ name: 'numbers', inputs: 2, features, targets })
}

/** 9,000 rows to train on and 1,000 held out, 9 updates an epoch; budgets 1, 2 and 4. */
export function tinyStudy(options: Partial<StudyOptions> = {}): StudyOptions {
  return {
    training: tinyData(10_000),
    test: tinyData(40, 3),
    batchSize: 1000,
    schedules: ['constant', 'linear', 'one-cycle'],
    budgets: [1, 2, 4],
    targets: [0.9],
    seeds: 6,
    seed: 1,
    rates: { low: 0.01, high: 1, coarse: 3, fine: 2 },
    ...options,
  }
}

/** @param accuracyOf what a run shows after so many epochs; null where it diverges there */
export function fakeRunner(accuracyOf: (config: TrialConfig, epoch: number) => number | null): TrialRunner {
  return async (config) => fakeTrial(config, (epoch) => accuracyOf(config, epoch))
}

export function fakeTrial(config: TrialConfig, accuracyAt: (epoch: number) => number | null): TrialRecord {
  const rows = config.training.count - Math.round(config.split.fraction * config.training.count)
  const stepsPerEpoch = Math.ceil(rows / config.batchSize)
  const looks = []
  const testLooks = []
  const seconds = []
  let epochs = 0
  for (let epoch = 1; epoch <= config.epochs; epoch++) {
    const accuracy = accuracyAt(epoch)
    if (accuracy === null) break
    const step = epoch * stepsPerEpoch
    const { lookAfter = [epoch] } = config
    if (lookAfter.includes(epoch) || epoch === config.epochs) {
      looks.push({ step, loss: 1 - accuracy, accuracy, trainingLoss: 1 - accuracy })
      seconds.push(epoch)
    }
    if (config.testAfter.includes(epoch)) testLooks.push({ step, loss: 1 - accuracy, accuracy: accuracy - 0.01 })
    epochs = epoch
  }
  const whole = epochs === config.epochs
  const result = {
    stepsPerEpoch,
    steps: epochs * stepsPerEpoch + (whole ? 0 : 1),
    stopped: whole ? ('completed' as const) : ('diverged' as const),
    looks,
    testLooks,
    weightsSha256: whole ? 'ab'.repeat(32) : null,
  }
  return { result, seconds }
}

/** How far a rate is from 0.1, in decades. */
export function decadesFromBest(rate: number): number {
  return Math.abs(Math.log10(rate / 0.1))
}
