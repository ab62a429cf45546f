import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { putElsewhere, rescue } from '../../../src/cli/files/rescue.js'
import { captured } from '../onecycle.js'

test('the file keeps its name, in the first folder that takes it', () => {
  const tried: string[] = []
  const path = putElsewhere('/full/a.net', (file) => {
    tried.push(file)
    if (tried.length < 2) throw new Error('full')
  })
  expect([path, basename(path as string)]).toEqual([tried[1], 'a.net'])
  expect(rescue('/full/a.net', 'text', (next) => next)).toMatchObject({ message: expect.stringContaining('a.net') })
})

test('where none takes it, text is printed, and bytes as base64', async () => {
  const before = process.env
  process.env = { ...before, TMPDIR: '/none', HOME: '/none' }
  try {
    expect(
      putElsewhere('/full/a', () => {
        throw new Error('full')
      }),
    ).toBeUndefined()
  } finally {
    process.env = before
  }
  // a name that no folder takes
  const name = 'x'.repeat(300)
  const said: string[] = []
  const printed = await captured(() => {
    for (const content of ['text\n', Uint8Array.of(1, 2, 3)]) said.push(rescue(name, content, (next) => next).message)
  })
  expect(printed).toBe('text\nAQID\n')
  expect(said).toEqual([expect.stringContaining('stdout'), expect.stringContaining('base64')])
})
