/** Runs for the reports: a small one of classes, one of numbers, one that diverged. */
import type { Metrics } from '../../../src/network/metrics/metrics.js'
import type { TrainingFacts } from '../../../src/report/training/facts.js'

const STEPS = 40
const perStep = (value: (step: number) => number) => Array.from({ length: STEPS }, (_, i) => value(i))

export const history: TrainingFacts['history'] = {
  stopped: 'completed',
  reason: null,
  restoredEpoch: null,
  stepsPerEpoch: 10,
  loss: perStep((i) => 2 / (1 + i) + 0.05 * (i % 3)),
  learningRate: perStep((i) => 0.1 * (1 - i / STEPS)),
  momentum: perStep((i) => 0.95 - i / 400),
  epochRecords: [0, 1, 2, 3].map((epoch) => ({
    epoch,
    step: 10 * (epoch + 1),
    trainingLoss: 1 / (epoch + 1),
    validationLoss: 1.2 / (epoch + 1),
    validationAccuracy: 0.7 + 0.05 * epoch,
    seconds: epoch + 1,
  })),
  seconds: 4,
}

/** 50 rows of a, 30 of b, 20 of c with a name that is markup. */
export const ofClasses: Metrics = {
  loss: 0.4,
  accuracy: 0.83,
  count: 100,
  classes: {
    confusion: [
      [45, 5, 0],
      [6, 24, 0],
      [2, 4, 14],
    ],
    perClass: [
      { className: 'a', precision: 45 / 53, recall: 0.9, f1: 90 / 103, support: 50 },
      { className: 'b', precision: 24 / 33, recall: 0.8, f1: 48 / 63, support: 30 },
      { className: '<c>', precision: 1, recall: 0.7, f1: 28 / 34, support: 20 },
    ],
    balancedAccuracy: 0.8,
    logLoss: 0.4,
    calibrationError: 0.03,
  },
  numbers: null,
}

export const facts: TrainingFacts = {
  title: 'letters & more',
  setting: [['data', 'letters.csv']],
  history,
  evaluation: ofClasses,
  evaluatedOn: 'test rows',
}

export const numbers: TrainingFacts = {
  ...facts,
  history: { ...history, momentum: perStep(() => 0.9), epochRecords: [] },
  evaluation: {
    loss: 0.1,
    accuracy: null,
    count: 4,
    classes: null,
    numbers: { rmse: 2.5, mae: 2, r2: 0.75, perOutput: [] },
  },
  answers: { name: 'price in euros', actual: [10, 20, 30, 40], predicted: [12, 18, 33, 40] },
}
