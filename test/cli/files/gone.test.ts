import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadNetwork } from '../../../src/entry/index.js'
import { json, onecycle, SPIRALS, start, temporaryFolder, until } from '../onecycle.js'
import { documentIn, withFolderGone } from './folder-gone.js'

const TRAIN = [...SPIRALS, '--epochs', '2']
const FIND_LR = ['find-lr', '--data', 'spirals', '--hidden', '4', '--steps', '30', '--seeds', '1']
const STUDY = [
  ...['compare', '--data', 'spirals', '--hidden', '4', '--budgets', '1,2', '--schedules', 'one-cycle,constant'],
  ...['--seeds', '2', '--trials', '2', '--tuning-seeds', '1', '--workers', '1'],
]

test('train: where the folder goes away amid the work, all four results are elsewhere, whole, and the answer is printed', async () => {
  const options = ['--save', '--history', '--out', '--checkpoint']
  const { code, stdout, stderr, files } = await withFolderGone([...TRAIN, '--json'], options)
  expect([code, [...files.keys()].sort()], stderr).toEqual([1, options.sort()])
  const document = JSON.parse(stdout)
  const read = (option: string) => readFileSync(files.get(option) as string)
  expect(documentIn(`${read('--out')}`)).toEqual(document)
  expect((await loadNetwork(read('--save'))).sha256()).toBe(document.weightsSha256)
  expect(`${read('--history')}`.trimEnd().split('\n')).toHaveLength(1 + document.steps)
  const resumed = await json([...TRAIN, '--resume', files.get('--checkpoint') as string])
  expect(resumed.weightsSha256).toBe(document.weightsSha256)
})

test('find-lr: where the folder goes away amid the work, report and picture are elsewhere, whole, and the answer is printed', async () => {
  const options = ['--out', '--svg']
  const { code, stdout, stderr, files } = await withFolderGone([...FIND_LR, '--json'], options)
  expect([code, [...files.keys()].sort()], stderr).toEqual([1, options])
  const read = (option: string) => readFileSync(files.get(option) as string, 'utf8')
  expect(JSON.parse(stdout)).toMatchObject({ command: 'find-lr', dataset: { name: 'spirals' } })
  expect(read('--out')).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/i)
  expect(read('--out')).toContain('spirals')
  expect(read('--svg')).toMatch(/^<svg[\s\S]*<\/svg>\s*$/)
})

test('compare: where the folder goes away amid the work, report, table and journal are elsewhere, with all trials', async () => {
  const options = ['--csv', '--journal', '--out']
  const { code, stdout, stderr, files } = await withFolderGone([...STUDY, '--json'], options, 'fsync')
  expect([code, [...files.keys()].sort()], stderr).toEqual([1, options])
  const read = (option: string) => readFileSync(files.get(option) as string, 'utf8')
  const document = JSON.parse(stdout)
  expect(documentIn(read('--out'))).toEqual(document)
  expect(read('--csv').split('\n').length).toBeGreaterThan(2)
  const before = read('--journal')
  const again = await onecycle([...STUDY, '--json', '--journal', files.get('--journal') as string])
  // it had them all: nothing was run again
  expect(JSON.parse(again.stdout).targets).toEqual(document.targets)
  expect(read('--journal')).toBe(before)
})

test('predict: rows that were written before the folder went away are in the file elsewhere, with those after', async () => {
  const cwd = temporaryFolder()
  const rows = Array.from({ length: 300 }, (_, k) => `${k % 7},${k % 5},${k % 2 === 0 ? 'even' : 'odd'}`)
  writeFileSync(join(cwd, 'rows.csv'), `a,b,c\n${rows.join('\n')}\n`)
  await json(['train', '--data', 'rows.csv', '--target', 'c', '--epochs', '2', '--save', 'a.net'], { cwd })
  const predict = ['predict', '--network', 'a.net', '--data', '-', '--copy', 'a', '--out']
  const table = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, k) => `${from + k},${k % 5}\n`).join('')
  const [first, last] = [`a,b\n${table(0, 40_000)}`, table(40_000, 41_000)]
  await onecycle([...predict, 'whole.csv'], { cwd, input: first + last })
  const folder = join(cwd, 'results')
  mkdirSync(folder)
  const { child, result } = start([...predict, join(folder, 'answers.csv')], { cwd, open: true })
  child.stdin?.write(first)
  await until(() => readdirSync(folder).some((name) => statSync(join(folder, name)).size > 4096))
  rmSync(folder, { recursive: true })
  child.stdin?.end(last)
  const { code, stderr } = await result
  expect(code, stderr).toBe(1)
  const [, path = ''] = /no such file or folder; it was written to (\S+)\n$/.exec(stderr) ?? []
  expect(path, stderr).toContain('answers.csv')
  expect(readFileSync(path, 'utf8')).toBe(readFileSync(join(cwd, 'whole.csv'), 'utf8'))
})
