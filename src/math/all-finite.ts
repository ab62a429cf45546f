/** Whether values[from .. to - 1] are finite, in one pass that branches for no value. */
export function allFinite(values: Float32Array, from: number, to: number): boolean {
  // doubles, which no sum of so many floats overflows; four at a time, as each sum waits for the one before
  let sum = 0
  let at = from
  for (; at + 4 <= to; at += 4) {
    const low = (values[at] as number) + (values[at + 1] as number)
    sum += low + ((values[at + 2] as number) + (values[at + 3] as number))
  }
  for (; at < to; at++) sum += values[at] as number
  return Number.isFinite(sum)
}
