/** The race in words: rows as the runs end, then what was seen and nothing more. */
import { percent, print, table } from './output.js'
import type { Budget, RaceRun, Runner } from './race-run.js'
import type { DatasetResult, EngineResult, NetworkResult } from './train-result.js'

export interface Setting extends Budget {
  readonly seed: number
  readonly engine: EngineResult
  readonly dataset: DatasetResult & { readonly validation: number }
  readonly network: NetworkResult
  /** updates of each run */
  readonly steps: number
}

export interface Finalist {
  readonly name: string
  /** share of the test rows, 0 .. 1 */
  readonly testAccuracy: number
  readonly weightsSha256: string | null
  readonly updatesToTarget: readonly (number | null)[]
}

const NAME = 18
const CELL = 8

export function printHead(setting: Setting): void {
  const { dataset, network, engine, epochs, batchSize, steps, seed } = setting
  print(
    'What does 1cycle buy here? Same first weights, same batches in the same order, same budget.',
    '',
    `${dataset.name}: ${dataset.training} training, ${dataset.validation} validation, ${dataset.test} test images, seed ${seed}`,
    `network ${network.layers.join('-')}, ${epochs} epochs of batches of ${batchSize} = ${steps} updates`,
    `engine ${engine.name} (${engine.runtime} ${engine.version})`,
    '',
    'validation accuracy after each epoch',
    row('', [...Array.from({ length: epochs }, (_, epoch) => `${epoch + 1}`), 'seconds']),
  )
}

export function printRow({ name, accuracy, stopped, seconds }: RaceRun): void {
  const cells = accuracy.map((share) => percent(share, 1))
  print(row(name, [...cells, ...(stopped === 'diverged' ? ['diverged'] : []), seconds.toFixed(2)]))
}

/** @param finalists 1cycle and the best of `constants` */
export function printConclusion(setting: Setting, finalists: readonly [Finalist, Finalist], constants: Runner[]): void {
  const { targets, dataset, momentum, every } = setting
  const [cycled, best] = finalists
  const cells = (finalist: Finalist) => finalist.updatesToTarget.map((updates) => `${updates ?? 'not reached'}`)
  print(
    '',
    `updates until the validation accuracy is reached (looked at every ${every} updates)`,
    ...table([
      [' '.repeat(NAME), ...targets.map((target) => percent(target, 0))],
      ...finalists.map((finalist) => [finalist.name, ...cells(finalist)]),
    ]),
    '',
    ...finalists.map(({ name, testAccuracy }) => `${name.padEnd(NAME)}test accuracy ${percent(testAccuracy)}`),
    '',
    verdict(cycled, best, dataset.test),
    ...speed(cycled, best, targets),
    `The constant rate is the best of ${constants.map(({ rate }) => rate).join(', ')} by validation accuracy, at momentum ${momentum}; the peak of 1cycle was not tuned.`,
    'One seed, one budget, one data set: none of this says how another would end.',
  )
}

/** Which network is better on the test data, if so many rows can tell. */
function verdict(cycled: Finalist, best: Finalist, rows: number): string {
  const [p, q] = [cycled.testAccuracy, best.testAccuracy]
  const points = `${Math.abs(100 * (p - q)).toFixed(2)} points`
  // 95 % of the difference of two shares of the same truth, as if each had test rows of its own
  const chance = 1.96 * Math.sqrt((p * (1 - p) + q * (1 - q)) / rows)
  const limit = `chance among ${rows} test images alone reaches ${(100 * chance).toFixed(2)}`
  if (p === q) return 'Both networks have the same test accuracy.'
  const ahead = p > q ? '1cycle' : 'The constant rate'
  if (Math.abs(p - q) <= chance)
    return `No clear winner: ${ahead.replace('The', 'the')} is ahead by ${points}, ${limit}.`
  return `${ahead} is ahead by ${points}; ${limit}.`
}

/** The highest target that either reached: who needed fewer updates. */
function speed(cycled: Finalist, best: Finalist, targets: readonly number[]): string[] {
  for (let i = targets.length - 1; i >= 0; i--) {
    const a = cycled.updatesToTarget[i] ?? null
    const b = best.updatesToTarget[i] ?? null
    const target = percent(targets[i] as number, 0)
    if (a === null && b === null) continue
    if (b === null) return [`1cycle reached ${target} after ${a} updates, the constant rate never within the budget.`]
    if (a === null) return [`The constant rate reached ${target} after ${b} updates, 1cycle never within the budget.`]
    if (a === b) return [`Both reached ${target} after ${a} updates.`]
    const gain = b >= a ? 'a speed-up of' : 'no speed-up but a factor of'
    return [`To ${target} 1cycle took ${a} updates and the constant rate ${b}: ${gain} ${(b / a).toFixed(2)}.`]
  }
  return []
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(NAME) + cells.map((cell) => cell.padStart(CELL)).join('')
}
