import { expect, test } from 'vitest'
import { fewNotes } from '../../../src/cli/data/notes.js'

test('of a thousand columns 24 lines are said: those with something to know, some others, and how many more there are', () => {
  const plain = Array.from({ length: 1000 }, (_, k) => `c${k}: numbers, 5 values, scaled`)
  const notes = [
    '800 rows to train on',
    ...plain,
    'id: left out, it looks like a numbering of the rows; --keep id uses it',
  ]
  const few = fewNotes(notes)
  expect(few).toHaveLength(24)
  expect(few[0]).toBe(notes[0])
  expect(few).toContain(notes.at(-1))
  expect(few.at(-1)).toMatch(/^and 979 columns more/)
  expect(fewNotes(notes.slice(0, 24))).toEqual(notes.slice(0, 24))
  const doubtful = Array.from({ length: 40 }, (_, k) => `d${k}: left out, it looks like an identifier`)
  expect(fewNotes(doubtful)).toHaveLength(24)
})
