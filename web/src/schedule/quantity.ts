/** Quantities in the description of a method: shares of the rate that is tried, and of the updates of its run. */

/** "0.1 rate"; 0 and 1 as people write them. */
export function ofRate(share: number): number | string {
  return quantity(share, 'rate')
}

/** "0.45 run", which a run rounds to whole updates. */
export function ofRun(share: number): number | string {
  return quantity(share, 'run')
}

function quantity(share: number, unit: 'rate' | 'run'): number | string {
  const short = shortNumber(share)
  if (short === 0) return 0
  return short === 1 ? unit : `${short} ${unit}`
}

/** Six digits: more than a run has updates to tell apart, and no 0.30000000000000004. */
export function shortNumber(value: number): number {
  return Number(value.toPrecision(6))
}
