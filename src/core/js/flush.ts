const SMALLEST = 2 ** -100

/** |x| < 2^-100 becomes +0, NaN stays NaN (assembly/inline/flush.ts). */
export function flush(x: number): number {
  return Math.abs(x) < SMALLEST ? 0 : x
}
