import { expect, test } from 'vitest'
import { reflowed } from '../../../src/cli/terminal/help.js'

const TEXT = `
One sentence that is
broken somewhere.

Examples:
  onecycle train --data some/long/path.csv --target price   # why
  onecycle info`

test('paragraphs are wrapped; a long command line goes on behind a backslash with options beside their values', () => {
  expect(reflowed(TEXT, 40)).toEqual([
    '',
    'One sentence that is broken somewhere.',
    '',
    'Examples:',
    '  # why',
    '  onecycle train \\',
    '      --data some/long/path.csv \\',
    '      --target price',
    '  onecycle info',
  ])
  expect(reflowed(TEXT, 200)).toContain('  onecycle train --data some/long/path.csv --target price   # why')
})
