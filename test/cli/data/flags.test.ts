import { expect, test } from 'vitest'
import { inFlags, ofFile } from '../../../src/cli/data/flags.js'

test('what the library says of its options becomes what the command line calls them', () => {
  for (const [said, shown] of [
    ['id: left out; keep: ["id"] uses it', 'id: left out; --keep id uses it'],
    ['pass missing: ["not yet"] if that stands for no value', "pass --missing 'not yet' if that stands for no value"],
    ['pass missing: ["tbd", "n. a."]', "pass --missing 'tbd,n. a.'"],
    ["pass decimal: ','", 'pass --decimal ,'],
    ["task: 'classes' takes each as a class", '--task classes takes each as a class'],
    ["pass dates: { day: 'dmy' } or 'mdy'", "pass --dates day=dmy or 'mdy'"],
    ['minimumClassRows: 2 leaves it out', '--minimum-class-rows 2 leaves it out'],
    ['say what separates the cells: "delimiter"', 'say what separates the cells: --delimiter'],
    ['"features" chooses fewer columns', '--columns chooses fewer columns'],
    ['"<=50K." is taken for "<=50K"', '"<=50K." is taken for "<=50K"'],
  ] as const) {
    expect(inFlags(said)).toBe(shown)
  }
})

test('an error of the library names the command, the file and the place; other errors stay', () => {
  const error = new RangeError('prepareTable: "line 3, age" expected a number, got "x"; pass ignore: ["age"]')
  expect(ofFile('train', 'a.csv', error)).toMatchObject({
    message: 'train: "a.csv line 3, age" expected a number, got "x"; pass --ignore age',
  })
  expect(ofFile('train', 'a.csv', new RangeError('prepareTable: "target" expected x, got y'))).toMatchObject({
    message: 'train: "--target" expected x, got y',
  })
  const other = new Error('disk')
  expect(ofFile('train', 'a.csv', other)).toBe(other)
})
