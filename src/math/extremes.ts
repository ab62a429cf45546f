/** The least and the greatest of any number of values: `Math.min(...values)` fails beyond what a call stack holds. */

/** Infinity for no values; NaN where one of them is. */
export function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Infinity)
}

/** -Infinity for no values; NaN where one of them is. */
export function greatest(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), -Infinity)
}
