import { expect, test } from 'vitest'
import { print, printJson } from '../../../src/cli/shared/output.js'
import { createStatusLine } from '../../../src/cli/shared/progress.js'
import { printable } from '../../../src/cli/terminal/printable.js'
import { captured, inside } from '../onecycle.js'

const NAME = 'a\u001b]0;title\u0007\u009b31m\u202eb\rc\u007f'
/** What a terminal obeys: anything of these but a line end. */
const OBEYED = /[^\P{Cc}\n]|\u202e/u

test('what a terminal would obey is shown; letters of any language, tabs and emoji stay as they are', () => {
  expect(printable(NAME)).toBe('a\\u001b]0;title\\u0007\\u009b31m\\u202eb\\u000dc\\u007f')
  expect(printable('two\nlines')).toBe('two\\nlines')
  for (const text of ['naïve\tÅ', 'שלום', '数据.csv', '🙂']) expect(printable(text)).toBe(text)
})

test('nothing that leaves is obeyed: words, documents, errors of commands and of their options, the status line', async () => {
  const out = await captured(() => {
    print(NAME, 'second')
    printJson({ NAME })
  })
  expect(out).not.toMatch(OBEYED)
  expect(JSON.parse(out.split('\n')[2] as string)).toEqual({ NAME })
  for (const args of [
    ['train', '--data', `${NAME}.csv`],
    [`--${NAME}`],
    [NAME],
    ['compare', '--curves', `${NAME}`, 'b'],
  ]) {
    const { code, stderr } = await inside(args)
    expect(code, stderr).not.toBe(0)
    expect(stderr).toContain('u001b')
    expect(stderr).not.toMatch(OBEYED)
  }
  const drawn: string[] = []
  createStatusLine({ isTTY: true, columns: 200, write: (text) => drawn.push(text) }, { NO_COLOR: '1' }).update(() => [
    NAME,
  ])
  expect(drawn.join('').slice(1, -3)).not.toMatch(OBEYED)
})
