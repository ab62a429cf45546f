/** Times and shares, as sentences tell them. */

/** "8 s", "2 min". */
export function duration(seconds: number): string {
  if (seconds < 1) return 'under a second'
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`
}

/** A share of right answers as "98.8 %", R2 of numbers as "0.988"; a dash for nothing. */
export function score(value: number | null, numbers: boolean): string {
  if (value === null) return '-'
  return numbers ? value.toFixed(3) : `${(100 * value).toFixed(1)} %`
}
