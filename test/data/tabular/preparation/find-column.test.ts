import { describe, expect, test } from 'vitest'
import { applyPreparation, prepareTable } from '../../../../src/data/tabular/csv.js'

const rows = Array.from({ length: 12 }, (_, k) => `${k * k}.5,${k % 3 ? 'north' : 'south'},${k % 2 ? 'a' : 'b'}`)
const table = (head: string) => [head, ...rows].join('\n')
const { preparation } = prepareTable(table('size,place,kind'), { target: 'kind', validation: 0 })
const bare = prepareTable(rows.join('\n'), { target: -1, validation: 0 }).preparation
const words = prepareTable('1,x\n2,y\n3,x\n', { target: -1, validation: 0, header: false }).preparation

describe('a column that new rows lack is named with what to do', () => {
  test.each([
    ['a name that is misspelt', preparation, table('sizes,place,kind'), 'did you mean sizes?'],
    ['a name that another column of training is near', preparation, table('size,plane,kind'), 'did you mean plane?'],
    ['a column that is not there', preparation, 'size,kind\n1,a\n', 'add it, with empty cells'],
    ['the target', preparation, 'size,place\n1,north\n', 'can be predicted, not evaluated'],
    ['no header', preparation, rows.join('\n'), 'name the columns in "columns", or pass header: true'],
    ['another table', preparation, 'weight,age\n1,2\n', 'the network reads size, place: pass the one for this table'],
    ['a header where training had none', bare, table('size,place,kind'), 'training had no header: pass header: false'],
    ['words alone where training had no header', words, 'p,x\nq,y\n', 'pass header: false'],
    ['too few columns without a header', bare, '1,2\n', 'add it'],
  ])('%s', (_, given, text, next) => {
    let said = 'nothing was refused'
    try {
      applyPreparation(given, text)
    } catch (error) {
      said = (error as Error).message
    }
    expect(said).toMatch(/^applyPreparation: "source" expected the column ".*", which training had, got [^\n]*; /)
    expect(said).toContain(next)
  })
})
