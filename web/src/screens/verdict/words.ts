/** Times and shares, as sentences tell them. */

/** "8 s", "2 min". */
export function duration(seconds: number): string {
  if (seconds < 1) return 'under a second'
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`
}

/** 0.9876 as "98.8 %"; a dash for nothing. */
export function share(value: number | null): string {
  return value === null ? '-' : `${(100 * value).toFixed(1)} %`
}
