import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { Attempts } from '../../../src/cli/files/attempts.js'
import { Place } from '../../../src/cli/files/place.js'
import { temporaryFolder } from '../onecycle.js'

test('all is tried; at the end the first that failed is thrown, and the others are told', async () => {
  const done: number[] = []
  const attempts = new Attempts()
  attempts.end()
  for (const k of [0, 1, 2, 3]) {
    await attempts.try(() => {
      done.push(k)
      if (k % 2 === 1) throw new Error(`${k} failed`)
    })
  }
  expect(done).toEqual([0, 1, 2, 3])
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  expect(() => attempts.end()).toThrow('1 failed')
  expect(told.mock.calls).toEqual([['error: 3 failed\n']])
  told.mockRestore()
})

test('it says whether a place has its file, and makes no content for none', async () => {
  const file = join(temporaryFolder(), 'a')
  writeFileSync(file, 'old')
  const attempts = new Attempts()
  expect(await attempts.write(new Place('test', 'out', file), () => 'new')).toBe(true)
  const content = vi.fn(() => '')
  expect(await attempts.write(undefined, content)).toBe(false)
  expect(content).not.toHaveBeenCalled()
})
