import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readMethodsFile } from '../../../src/cli/compare/methods-file.js'
import { sha256Hex } from '../../../src/math/sha256.js'
import { refused, temporaryFolder } from '../onecycle.js'

const MODULE = 'export default ({ rate }) => ({ kind: "own", rate })\n'

/** The path of a list in a folder of its own, with a module in a folder beside it. */
function listFile(list: unknown, module = MODULE): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'own'))
  writeFileSync(join(folder, 'own', 'slow.mjs'), module)
  const path = join(folder, 'methods.json')
  writeFileSync(path, typeof list === 'string' ? list : JSON.stringify(list))
  return path
}

const read = (list: unknown, module?: string) => readMethodsFile('compare', listFile(list, module))

test('names and descriptions are given back as they stand, in their order', async () => {
  const list = ['one-cycle', { name: 'Adam', optimizer: 'adam', schedule: 'linear', rates: { low: 0.001, high: 0.1 } }]
  expect(await read(list)).toEqual({ list, modules: [] })
  expect(await read([])).toEqual({ list: [], modules: [] })
})

test('a module is seen from the folder of the list, is known by its text, and its default export is the optimizer', async () => {
  const { list, modules } = await read([
    'linear',
    { name: 'slow', module: 'own/slow.mjs', rates: { low: 0.1, high: 1 } },
  ])
  const sha256 = sha256Hex(new TextEncoder().encode(MODULE))
  expect(modules.map((module) => module.sha256)).toEqual([sha256])
  expect(list[1]).toEqual({ name: 'slow', sha256, optimizer: expect.any(Function), rates: { low: 0.1, high: 1 } })
  const { optimizer } = list[1] as unknown as { optimizer: (tried: object) => object }
  expect(optimizer({ rate: 0.5 })).toEqual({ kind: 'own', rate: 0.5 })
})

test.each([
  ['no JSON', '["one-cycle",', 'a JSON list of methods'],
  ['no list', { name: 'a' }, 'a JSON list of methods'],
  ['a number in a place', ['linear', 3], '[1]: 3'],
  ['null in a place', [null], '[0]: null'],
  ['a list in a place', [['linear']], '[0]: an array'],
  ['a module that is no path', [{ name: 'a', module: 3 }], 'the path of a module'],
  ['a module that is not there', [{ name: 'a', module: 'other.mjs' }], 'other.mjs: no such file or folder'],
])('%s is refused with the file and the place', async (_, list, words) => {
  const path = listFile(list)
  const error = await readMethodsFile('compare', path).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Error)
  expect((error as Error).message).toMatch(/^compare: "--methods" expected /)
  expect((error as Error).message).toContain(words)
  expect((error as Error).message).toContain(path)
})

test.each([
  ['a list of one', ['linear'], '--methods'],
  ['a name that is no method', ['linear', 'sine'], '--methods[1]'],
])('what the study refuses of it is named by the option: %s', async (_, list, what) => {
  const { code, words } = await refused(['compare', '--data', 'spirals', '--no-journal', '--methods', listFile(list)])
  expect([code, words]).toEqual([2, expect.stringContaining(`compare: "${what}" expected `)])
})

test.each([
  ['throws', 'throw new Error("not today")', 'not today'],
  ['has no default export', 'export const slow = 3', 'default'],
])('a module that %s is refused with the reason', async (_, module, words) => {
  await expect(read([{ name: 'a', module: 'own/slow.mjs' }], module)).rejects.toThrow(words)
})

test('a file that is not there, names twice, and a method without a name fail before the work', async () => {
  const asked = (path: string) => refused(['compare', '--data', 'spirals', '--no-journal', '--methods', path])
  const missing = await asked(join(temporaryFolder(), 'none.json'))
  expect(missing).toMatchObject({ code: 1, stdout: '' })
  expect(missing.words).toMatch(/^compare: "--methods" expected a readable file/)
  for (const list of [
    ['linear', 'linear'],
    ['linear', { name: 'linear', schedule: 'cosine' }],
    ['linear', { schedule: 'cosine' }],
    ['linear', 'cosin'],
  ]) {
    const { code, stdout, words } = await asked(listFile(list))
    expect([code, stdout]).toEqual([2, ''])
    expect(words).toMatch(/^compare/)
  }
})
