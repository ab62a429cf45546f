import { expect, test } from 'vitest'
import type { Cell } from '../../../src/data/tabular/preparation/cells.js'
import { ColumnBuilder, cellAt } from '../../../src/data/tabular/table.js'

test.each([0, 1, 99])(
  'a column of 100 cells has each of them where %i were expected, texts and numbers alike',
  (expected) => {
    const cells = Array.from({ length: 100 }, (_, row): Cell => (row % 7 === 5 ? `text ${row % 3}` : row / 4))
    const builder = new ColumnBuilder(expected)
    for (const cell of cells) builder.push(cell)
    const column = builder.take('mixed')
    expect(column.numbers).toHaveLength(100)
    expect(cells.map((_, row) => cellAt(column, row))).toEqual(cells)
    expect(column.texts).toEqual(['text 2', 'text 0', 'text 1'])
  },
)
