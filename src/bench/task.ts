/** What a lab measures. */
export interface Task {
  /** the work, `times` times */
  run(times: number): unknown
  /** a few calls from a known state, before any run; returns the words they leave, which all engines must agree on */
  check(): Uint32Array
}

export function joined(parts: readonly Uint32Array[]): Uint32Array {
  const words = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    words.set(part, at)
    at += part.length
  }
  return words
}
