/** A range test as CSV: a row for each update of each seed's sweep. */
import { readResult } from '../../check.js'
import type { RangeTest } from './result.js'

/** Columns seed, step (updates finished), learning_rate, loss, smoothed, accuracy (empty where it was not measured). */
export function rangeTestToCsv(range: RangeTest): string {
  return readResult('rangeTestToCsv', 'range', range, 'seeds', 'findLearningRate', csvOf)
}

function csvOf({ seeds }: RangeTest): string {
  const rows = seeds.flatMap(({ seed, learningRate, loss, smoothed, accuracy = [] }) => {
    const measured = new Map(accuracy.map((point) => [point.step, point.accuracy]))
    return learningRate.map((rate, i) => [seed, i + 1, rate, loss[i], smoothed[i], measured.get(i + 1) ?? ''].join(','))
  })
  return `${['seed,step,learning_rate,loss,smoothed,accuracy', ...rows].join('\n')}\n`
}
