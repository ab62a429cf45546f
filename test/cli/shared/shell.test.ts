import { expect, test } from 'vitest'
import { commandLine } from '../../../src/cli/shared/shell.js'

test('the command that reproduces a report is quoted where a shell needs it', () => {
  expect(commandLine(['compare', '--targets', '0.9,0.95', '--out', "it's a report.html"])).toBe(
    "onecycle compare --targets 0.9,0.95 --out 'it'\\''s a report.html'",
  )
})
