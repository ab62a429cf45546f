/** Numbers, lists and tables as people write and read them. */

/** 0.981 as "98.1 %": as many decimals as the share has, six at most. */
export function percent(share: number): string {
  return `${Number((100 * share).toFixed(6))} %`
}

/** A difference of shares, 0.0213 as "2.1 points": two digits. */
export function pointsText(share: number): string {
  const points = Number((100 * share).toPrecision(2))
  return points === 1 ? '1 point' : `${points} points`
}

/** How good a network's answers are: the share of right ones; R2 or RMSE where the target is a number; or the loss. */
export type Score = 'accuracy' | 'r2' | 'loss' | 'rmse'

/** 0.981 as "98.1 %", "R2 0.981", "loss 0.981" or "RMSE 0.981". */
export function scoreWords(value: number, score: Score = 'accuracy'): string {
  return score === 'accuracy' ? percent(value) : `${scoreName(score)} ${Number(value.toPrecision(6))}`
}

export function scoreName(score: Score = 'accuracy'): string {
  return score === 'r2' || score === 'rmse' ? score.toUpperCase() : score
}

/** 50200 as "50,200". */
export function count(value: number): string {
  const [whole = '', fraction] = String(value).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** "1 epoch", "5 epochs". */
export function epochsText(epochs: number): string {
  return epochs === 1 ? '1 epoch' : `${count(epochs)} epochs`
}

/** "1 row", "5,000 rows". */
export function rowsText(rows: number): string {
  return rows === 1 ? '1 row' : `${count(rows)} rows`
}

/** "a, b and c"; with another separator, that one throughout. */
export function joined(parts: readonly string[], separator?: string): string {
  if (separator !== undefined) return parts.join(`${separator}${separator.endsWith(' ') ? '' : ' '}`)
  if (parts.length < 2) return parts.join('')
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`
}

/**
 * A table as lines: columns of equal width, two spaces apart, the first to the left and the others to the right.
 * @param align 'left' for a table of words, all of whose columns start at the left
 */
export function columns(rows: readonly (readonly string[])[], align: 'left' | 'right' = 'right'): string[] {
  const widths: number[] = []
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length)
    })
  }
  const pad = (cell: string, column: number): string => {
    const width = widths[column] as number
    return column === 0 || align === 'left' ? cell.padEnd(width) : cell.padStart(width)
  }
  return rows.map((row) => row.map(pad).join('  ').trimEnd())
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

/** The decimal number that a text is; NaN where it is anything else: hex, "Infinity", grouped digits, nothing. */
export function decimalIn(text: string): number {
  return DECIMAL.test(text) ? Number(text) : Number.NaN
}
