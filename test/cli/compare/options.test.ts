import { expect, test } from 'vitest'
import { typed } from '../../../src/cli/compare/options.js'
import { createProgram } from '../../../src/cli/program.js'

test('what errors of a study call its options are options of the command, each another one', () => {
  const compare = createProgram().commands.find((command) => command.name() === 'compare')
  const options = compare?.options.map(({ long }) => long)
  for (const option of Object.values(typed)) expect(options).toContain(option)
  expect(new Set(Object.values(typed)).size).toBe(Object.keys(typed).length)
})
