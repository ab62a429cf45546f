/** How wide lines may be: the terminal's columns, those that COLUMNS names, or 80. */
const USUAL = 80
const LEAST = 20

/** @param stream on which the lines go */
export function width(stream: 'stdout' | 'stderr' = 'stdout'): number {
  const { columns } = process[stream]
  return Math.max(LEAST, columns || Number(process.env.COLUMNS) || USUAL)
}
