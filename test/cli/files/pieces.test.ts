import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { Place } from '../../../src/cli/files/place.js'
import { temporaryFolder } from '../onecycle.js'

vi.mock('node:fs', { spy: true })

const openedIn = (folder: string) => new Place('test', 'out', join(folder, 'rows.csv')).pieces()

test('pieces are whole at the end, and nothing before', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'rows.csv'), 'old')
  const left = openedIn(folder)
  await left.write('new')
  left.discard()
  expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toBe('old')
  const file = openedIn(folder)
  for (const piece of ['a', 'b', 'c']) await file.write(piece)
  expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toBe('old')
  file.finish()
  expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toBe('abc')
  expect(readdirSync(folder)).toEqual(['rows.csv'])
})

test('a disk that is full amid a piece: the file goes on elsewhere, and says so at its end; left off it is nowhere', async () => {
  for (const whole of [true, false]) {
    const folder = temporaryFolder()
    const file = openedIn(folder)
    await file.write('first,')
    vi.mocked(writeFileSync).mockImplementationOnce((to, bytes) => {
      writeSync(to as number, (bytes as Buffer).subarray(0, 3))
      throw Object.assign(new Error(), { code: 'EDQUOT' })
    })
    await file.write('second,')
    await file.write('third')
    if (!whole) {
      file.discard()
      continue
    }
    const error = await Promise.resolve()
      .then(() => file.finish())
      .catch((error) => error)
    expect(error.message).toMatch(/^test: "--out" .*rows\.csv: the quota .*; it was written to /)
    expect([readFileSync(error.rescued, 'utf8'), basename(error.rescued)]).toEqual(['first,second,third', 'rows.csv'])
    expect(readdirSync(folder)).toEqual([])
  }
})

test('a folder that goes away between two pieces, and may come again: all of them are elsewhere', async () => {
  for (const comes of [false, true]) {
    const folder = join(temporaryFolder(), 'results')
    mkdirSync(folder)
    const file = openedIn(folder)
    // more than is read at once
    const pieces = ['a', 'b', 'c'].map((letter) => letter.repeat(50_000))
    await file.write(pieces[0] as string)
    rmSync(folder, { recursive: true })
    if (comes) mkdirSync(folder)
    for (const piece of pieces.slice(1)) await file.write(piece)
    const error = await Promise.resolve()
      .then(() => file.finish())
      .catch((error) => error)
    expect(error.message).toMatch(/rows\.csv: no such file or folder; it was written to /)
    expect(readFileSync(error.rescued, 'utf8') === pieces.join('')).toBe(true)
  }
})
