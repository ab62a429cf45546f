/** What stands in a column: numbers, dates, words, nothing. */
import { type Column, cellAt } from '../table.js'
import { type Cell, hasPercent, numberIn } from './cells.js'

export interface Profile {
  readonly column: Column
  /** the number in every row of the table; NaN where it is missing or a word */
  readonly values: Float64Array
  /** rows, of those looked at, with a number, with neither word nor number, and with a word */
  readonly numbers: number
  readonly missing: number
  readonly words: number
  /** the different words, in the order in which they occur */
  readonly texts: readonly string[]
  /** of the numbers, those with % behind them */
  readonly percent: number
  /** the first row with %, and below with a word; -1 where there is none */
  readonly firstPercent: number
  /** the different currency signs beside numbers */
  readonly signs: readonly string[]
  readonly firstWord: number
  /** what a row holds; '' where it is missing */
  cell(row: number): Cell
}

/** What a text was found to be; 0 before it is read. */
const MISSING = 1
const NUMBER = 2
const WORD = 3
const PERCENT = 4

export function profileOf(
  column: Column,
  rows: Uint32Array,
  isMissing: (cell: Cell) => boolean,
  decimal: '.' | ',',
): Profile {
  const { codes, texts } = column
  const meanings = new Uint8Array(texts.length + 1)
  const numbersIn = new Float64Array(texts.length + 1)
  const words: string[] = []
  const values = column.numbers.slice()
  const counts = { numbers: 0, missing: 0, words: 0, percent: 0 }
  const signs = new Set<string>()
  let firstPercent = -1
  let firstWord = -1
  for (const row of rows) {
    const code = codes === null ? 0 : (codes[row] as number)
    if (code === 0) {
      if (isMissing(values[row] as number)) {
        values[row] = Number.NaN
        counts.missing++
      } else counts.numbers++
      continue
    }
    if (meanings[code] === 0) {
      const text = texts[code - 1] as string
      const number = numberIn(text, decimal)
      const missing = isMissing(text) || isMissing(number)
      numbersIn[code] = missing ? Number.NaN : number
      meanings[code] = missing ? MISSING : !Number.isFinite(number) ? WORD : hasPercent(text) ? PERCENT : NUMBER
      if (meanings[code] === WORD) words.push(text)
      else if (!missing) for (const sign of text.match(/[$€£¥]/g) ?? []) signs.add(sign)
    }
    values[row] = numbersIn[code] as number
    if (meanings[code] === MISSING) counts.missing++
    else if (meanings[code] === NUMBER) counts.numbers++
    else if (meanings[code] === PERCENT) {
      counts.numbers++
      counts.percent++
      if (firstPercent < 0) firstPercent = row
    } else {
      values[row] = Number.NaN
      if (firstWord < 0) firstWord = row
      counts.words++
    }
  }
  const cell = (row: number): Cell => {
    const code = codes === null ? 0 : (codes[row] as number)
    if (code === 0) return Number.isNaN(values[row]) ? '' : (values[row] as number)
    return meanings[code] === MISSING ? '' : cellAt(column, row)
  }
  return { column, values, ...counts, texts: words, firstPercent, signs: [...signs], firstWord, cell }
}

/** The values of rows in ascending order, without the missing ones. */
export function sortedValues({ values }: Profile, rows: Uint32Array): Float64Array {
  const found = new Float64Array(rows.length)
  let count = 0
  for (const row of rows) {
    const value = values[row] as number
    if (!Number.isNaN(value)) found[count++] = value
  }
  return found.subarray(0, count).sort()
}

/** How many different values an ascending array has. */
export function countDistinct(sorted: Float64Array): number {
  let count = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) count++
  return count
}

/** How often each cell occurs among rows, missing ones left out; undefined as soon as there are more than `most`. */
export function countCells({ cell }: Profile, rows: Uint32Array, most = Infinity): Map<Cell, number> | undefined {
  const counts = new Map<Cell, number>()
  for (const row of rows) {
    const value = cell(row)
    if (value === '') continue
    const before = counts.get(value) ?? 0
    if (before === 0 && counts.size === most) return undefined
    counts.set(value, before + 1)
  }
  return counts
}
