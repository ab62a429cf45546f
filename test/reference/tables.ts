/** What a small network reaches on the six real tables: ranges of public reports, as the README beside the files has them. */

export interface Reported {
  readonly file: string
  readonly target: string
  /** of rows apart, where the table comes with them; elsewhere a fifth is held out */
  readonly test?: string
  readonly measure: 'accuracy' | 'rmse' | 'r2'
  readonly low: number
  readonly high: number
}

export const reported: readonly Reported[] = [
  { file: 'titanic.csv', target: 'survived', measure: 'accuracy', low: 0.79, high: 0.84 },
  { file: 'penguins.csv', target: 'species', measure: 'accuracy', low: 0.97, high: 1 },
  { file: 'mpg.csv', target: 'mpg', measure: 'rmse', low: 2.6, high: 3.4 },
  { file: 'housing.csv', target: 'median_house_value', measure: 'rmse', low: 50_000, high: 62_000 },
  { file: 'adult.csv', target: 'Y', test: 'adult-test.csv', measure: 'accuracy', low: 0.845, high: 0.858 },
  { file: 'diamonds.csv', target: 'price', measure: 'r2', low: 0.97, high: 0.985 },
]

/** The figure that the reports give. */
export function figureOf(
  { measure }: Reported,
  { accuracy, numbers }: { accuracy: number | null; numbers: { rmse: number; r2: number | null } | null },
): number {
  return (measure === 'accuracy' ? accuracy : numbers?.[measure]) ?? Number.NaN
}
