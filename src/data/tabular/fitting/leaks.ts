/** Whether a feature gives the target away: the same answer under another name, which new rows will not have. */
import type { Cell } from '../preparation/cells.js'
import type { Profile } from '../preparation/profile.js'

/** `same`: each value stands for one answer and each answer for one value; `tells`: each value has one answer. */
export type Leak = 'same' | 'tells' | null

/** With fewer rows two columns agree by chance. */
const FEWEST_ROWS = 10
/** Rows, of those looked at, in which the feature has a value. */
const MOST_KNOWN = 0.9
const ROWS_A_VALUE = 5

/** @param label the class of a row */
export function classLeak(profile: Profile, rows: Uint32Array, label: (row: number) => Cell): Leak {
  if (rows.length < FEWEST_ROWS || profile.missing > (1 - MOST_KNOWN) * rows.length) return null
  const answers = new Map<Cell, Cell>()
  for (const row of rows) {
    const value = profile.cell(row)
    if (value === '') continue
    const answer = label(row)
    const before = answers.get(value)
    if (before === undefined) {
      if (answers.size * ROWS_A_VALUE >= rows.length) return null
      answers.set(value, answer)
    } else if (before !== answer) return null
  }
  const told = new Set(answers.values())
  if (told.size < 2) return null
  return told.size === answers.size ? 'same' : 'tells'
}

/** From squared correlation: 1 up to rounding is the target in another unit. */
export function numberLeak({ values, missing, words }: Profile, rows: Uint32Array, target: Float64Array): Leak {
  if (words > 0 || rows.length < FEWEST_ROWS || missing > (1 - MOST_KNOWN) * rows.length) return null
  let [count, x, y] = [0, 0, 0]
  for (const row of rows) {
    const value = values[row] as number
    if (Number.isNaN(value)) continue
    count++
    x += value
    y += target[row] as number
  }
  let [xx, yy, xy] = [0, 0, 0]
  for (const row of rows) {
    const value = values[row] as number
    if (Number.isNaN(value)) continue
    const dx = value - x / count
    const dy = (target[row] as number) - y / count
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  const square = (xy * xy) / (xx * yy)
  return square > 1 - 1e-9 ? 'same' : square > 0.999 ? 'tells' : null
}
