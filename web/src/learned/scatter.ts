/** Numbers that were predicted against those that are true: how much of their variation is explained, and where each point lies. */

/** A number as the network learns it, and as the reader's column has it. */
export interface Unit {
  readonly mean: number
  readonly deviation: number
}

/** 1 - squared error / squared distance from the mean; null where all true ones are the same. */
export function explained(truths: ArrayLike<number>, answers: ArrayLike<number>): number | null {
  const { length } = truths
  let mean = 0
  for (let i = 0; i < length; i++) mean += (truths[i] as number) / length
  let [errors, all] = [0, 0]
  for (let i = 0; i < length; i++) {
    errors += ((truths[i] as number) - (answers[i] as number)) ** 2
    all += ((truths[i] as number) - mean) ** 2
  }
  return all === 0 ? null : 1 - errors / all
}

/** The lowest and the highest true number, a little apart: answers beyond are drawn at the edge. */
export function span(truths: ArrayLike<number>): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < truths.length; i++) {
    low = Math.min(low, truths[i] as number)
    high = Math.max(high, truths[i] as number)
  }
  const margin = 0.05 * (high - low || 1)
  return [low - margin, high + margin]
}

export function inUnit(value: number, { mean, deviation }: Unit): string {
  return Number((mean + deviation * value).toPrecision(3)).toLocaleString('en-GB')
}
