/** What npm would publish runs from a folder without node_modules. */
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseSync } from 'rolldown/utils'
import { expect, test } from 'vitest'
import { json, project, SPIRALS, temporaryFolder } from './onecycle.js'

const dist = join(project, 'dist')

test('dist and package.json alone run a training and give the weights of the project', async () => {
  const folder = temporaryFolder()
  cpSync(dist, join(folder, 'dist'), { recursive: true })
  cpSync(join(project, 'package.json'), join(folder, 'package.json'))
  const args = [...SPIRALS, '--epochs', '2']
  const copy = await json(args, { program: join(folder, 'dist/cli/main.js') })
  const own = await json(args)
  expect(copy.weightsSha256).toBe(own.weightsSha256)
  const { parseCsv } = await import(pathToFileURL(join(folder, 'dist/data/csv.js')).href)
  expect(parseCsv('a,b\n1,x\n2,y\n').count).toBe(2)
})

/** What the import and export lines of a module in dist/ name. */
function importsOf(file: string): string[] {
  const nodes = parseSync(file, readFileSync(join(dist, file), 'utf8')).program.body as { source?: { value: string } }[]
  return nodes.flatMap(({ source }) => (source ? [source.value] : []))
}

test('the command line is one file that can be executed and one for its workers, of Node and the library alone', () => {
  expect(readdirSync(join(dist, 'cli'))).toEqual(['compare-worker.js', 'main.js'])
  expect(readFileSync(join(dist, 'cli/main.js'), 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true)
  if (process.platform !== 'win32') expect(statSync(join(dist, 'cli/main.js')).mode & 0o111).toBe(0o111)
  for (const file of ['cli/main.js', 'cli/compare-worker.js', 'bench/worker.js']) {
    for (const name of importsOf(file)) expect(name).toMatch(/^(node:|#wasm$|\.\.\/)/)
  }
})

test('what several files need is there once: each part of the package has two that import it, or more', () => {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  const imported = files.flatMap((file) => importsOf(file).map((name) => join(file, '..', name)))
  const parts = readdirSync(join(dist, 'parts'))
  expect(parts.length).toBeGreaterThan(5)
  for (const part of parts) expect(imported.filter((name) => name === join('parts', part)).length).toBeGreaterThan(1)
})

/** Bytes of an install; what would grow it is in two places already, or does not belong there. */
const UNPACKED = 525_000

test('an install is no larger than it has to be', () => {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const packed = files.map((entry) => join(entry.parentPath, entry.name))
  const beside = ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json'].map((file) => join(project, file))
  const bytes = [...packed, ...beside].reduce((sum, file) => sum + statSync(file).size, 0)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThan(UNPACKED)
})

test('the licences of what is inlined lie beside it', () => {
  const text = readFileSync(join(dist, 'THIRD-PARTY.txt'), 'utf8')
  for (const name of ['commander', 'tinybench']) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'))
    expect(text).toContain(readFileSync(join(project, 'node_modules', name, 'LICENSE'), 'utf8').trim())
  }
})
