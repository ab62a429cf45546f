import { expect, test } from 'vitest'
import { recordsOf } from '../../../../src/data/tabular/chunks/records.js'

async function blocks(text: string, size: number, enough: number) {
  async function* pieces() {
    for (let at = 0; at < text.length; at += size) yield new TextEncoder().encode(text.slice(at, at + size))
  }
  const found: { text: string; before: number }[] = []
  for await (const { bytes, before } of recordsOf('test', pieces(), enough)) {
    found.push({ text: new TextDecoder().decode(bytes), before })
  }
  return found
}

const TEXT = 'a,b\n1,"two\nlines"\n2,"a ""quote"" and\n""another"""\n"",3\nx,5" pipe\n4,last'

test('blocks end between records, whatever the pieces: no quoted line end, no doubled quote is cut', async () => {
  const ends = ['a,b\n', '1,"two\nlines"\n', '2,"a ""quote"" and\n""another"""\n', '"",3\n', 'x,5" pipe\n', '4,last']
  for (const size of [1, 2, 3, 7, 1000]) {
    const found = await blocks(TEXT, size, 1)
    expect(found.map(({ text }) => text).join('')).toBe(TEXT)
    let at = 0
    for (const { text, before } of found) {
      expect(before).toBe(TEXT.slice(0, at).split('\n').length - 1)
      at += text.length
      expect(ends.some((end) => text.endsWith(end))).toBe(true)
    }
    if (size === 1) expect(found.length).toBeGreaterThanOrEqual(ends.length - 1)
  }
})

test('a block holds at least so much as was asked for, but for the last', async () => {
  const found = await blocks('1,2\n'.repeat(100), 10, 40)
  expect(found.slice(0, -1).every(({ text }) => text.length >= 40)).toBe(true)
  expect(await blocks('', 1, 1)).toEqual([])
})
