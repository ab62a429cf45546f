/** What npm would publish: the library, and the command line as a package of its own, both without dependencies; and the fleet. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseSync } from 'rolldown/utils'
import { expect, test } from 'vitest'
import { json, project, SPIRALS, temporaryFolder } from './onecycle.js'

const dist = join(project, 'dist')
const commandLine = join(project, 'packages/cli')
const manifest = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** A package as it would be installed below `folder`. */
function install(folder: string, name: string, source: string): string {
  const to = join(folder, 'node_modules', name)
  mkdirSync(to, { recursive: true })
  cpSync(join(source, 'dist'), join(to, 'dist'), { recursive: true })
  cpSync(join(source, 'package.json'), join(to, 'package.json'))
  return to
}

test('the command line alone runs a training and gives the weights of the project', async () => {
  const to = install(temporaryFolder(), 'onecycle-cli', commandLine)
  const args = [...SPIRALS, '--epochs', '2']
  const copy = await json(args, { program: join(to, 'dist/cli/main.js') })
  const own = await json(args)
  expect(copy.weightsSha256).toBe(own.weightsSha256)
})

test('the program of the library starts the command line beside it, and says what to install where there is none', () => {
  const folder = temporaryFolder()
  const program = join(install(folder, 'onecycle', project), 'dist/bin.js')
  const missing = spawnSync(process.execPath, [program, '--version'], { encoding: 'utf8' })
  expect(missing.status).toBe(1)
  expect(missing.stdout).toBe('')
  expect(missing.stderr).toBe(
    'error: onecycle: "command line" expected the package onecycle-cli, got none; ' +
      'npm install onecycle-cli, or without an install: npx onecycle-cli\n',
  )
  install(folder, 'onecycle-cli', commandLine)
  expect(execFileSync(process.execPath, [program, '--version'], { encoding: 'utf8' }).trim()).toBe(
    manifest(project).version,
  )
})

test.each([
  [',', '\n'],
  [';', '\r\n'],
  ['\t', '\r'],
])('the library alone reads CSV with quotes, its cells separated by %j and its lines by %j', async (separator, end) => {
  const to = install(temporaryFolder(), 'onecycle', project)
  const { csvRows } = await import(pathToFileURL(join(to, 'dist/data/tabular/csv.js')).href)
  const lines = [
    ['a', 'b'],
    ['1', '"x, ""y"""'],
    ['2', '"z w"'],
  ]
  expect(csvRows(lines.map((cells) => cells.join(separator)).join(end))).toEqual([
    { a: '1', b: 'x, "y"' },
    { a: '2', b: 'z w' },
  ])
  expect(() => csvRows(`a${separator}b${end}1${separator}"x`)).toThrow('a quote that is never closed')
})

test('the fleet has the version of the others, and the packages that this project is tested with', () => {
  const [library, fleet] = [manifest(project), manifest(join(project, 'packages/fleet'))]
  for (const key of ['version', 'license', 'engines']) expect(fleet[key], key).toEqual(library[key])
  expect(library.devDependencies).toMatchObject(fleet.dependencies)
  expect(new Set(importsOf(join(project, 'packages/fleet/dist/index.js')))).toEqual(
    new Set([...Object.keys(fleet.dependencies), 'node:crypto']),
  )
})

test('the command line alone says what to install where a queue is named', () => {
  const program = join(install(temporaryFolder(), 'onecycle-cli', commandLine), 'dist/cli/main.js')
  const args = [program, 'work', '--queue', 'redis://127.0.0.1:1']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(
    /^error: work: "--queue" expected the package onecycle-fleet, got none; npm install onecycle-fleet/,
  )
})

test('both packages have one version, one licence, no dependency and no script of an install', () => {
  const [library, program] = [manifest(project), manifest(commandLine)]
  for (const key of ['version', 'license', 'engines']) expect(program[key], key).toEqual(library[key])
  for (const { dependencies, peerDependencies, optionalDependencies, scripts = {} } of [library, program]) {
    expect([dependencies, peerDependencies, optionalDependencies]).toEqual([undefined, undefined, undefined])
    // npm 11 warns of a package that has one of these
    const run = ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in scripts)
    expect(run).toEqual([])
  }
})

/** What the import and export lines of a module name. */
function importsOf(file: string): string[] {
  const nodes = parseSync(file, readFileSync(file, 'utf8')).program.body as { source?: { value: string } }[]
  return nodes.flatMap(({ source }) => (source ? [source.value] : []))
}

/** What a module imports only when it needs it. */
function importedLate(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/\bimport\(["'`]([^"'`]+)["'`]\)/g)].map(([, name]) => name as string)
}

test("the script of the pool's threads stands beside the pool", () => {
  const parts = join(commandLine, 'dist/parts')
  const pool = readFileSync(join(parts, 'pool.js'), 'utf8')
  expect(pool).toContain('/../entry/worker.js')
  for (const name of importsOf(join(parts, 'entry/worker.js'))) expect(name).toMatch(/^node:/)
})

test('the programs can be executed, and import Node and what lies beside them alone', () => {
  const main = join(commandLine, 'dist/cli/main.js')
  for (const file of [main, join(dist, 'bin.js')]) {
    expect(readFileSync(file, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true)
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o111).toBe(0o111)
  }
  for (const file of ['cli/main.js', 'cli/compare/trials/worker.js', 'bench/lab/worker.js']) {
    for (const name of importsOf(join(commandLine, 'dist', file))) expect(name).toMatch(/^(node:|#wasm$|\.\.\/)/)
  }
})

/** What starts the core stands apart from the entry point, so that bundles have the core, which is packed already, last. */
const APART = join('parts', 'packaged.js')

test.each([dist, join(commandLine, 'dist')])('%s has what several files need, or few programs, once', (folder) => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
  const all = (read: (file: string) => string[]) =>
    files.flatMap((file) => read(join(folder, file)).map((name) => join(file, '..', name)))
  const [imported, late] = [all(importsOf), all(importedLate)]
  const parts = readdirSync(join(folder, 'parts')).filter((name) => name.endsWith('.js'))
  expect(parts.length).toBeGreaterThan(3)
  for (const part of parts.map((name) => join('parts', name))) {
    if (late.includes(part) || part === APART) continue
    expect(imported.filter((name) => name === part).length, part).toBeGreaterThan(1)
  }
})

/** Bytes of an install of the library, its threads included. */
const UNPACKED = 987_000

test('an install of the library is no larger than it has to be', () => {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const packed = files.map((entry) => join(entry.parentPath, entry.name))
  const beside = ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json'].map((file) => join(project, file))
  const bytes = [...packed, ...beside].reduce((sum, file) => sum + statSync(file).size, 0)
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThan(UNPACKED)
})

test.each([
  [dist, ['papaparse']],
  [join(commandLine, 'dist'), ['commander', 'papaparse', 'tinybench', 'tinypool']],
])('%s has the licences of what is inlined', (folder, names) => {
  const text = readFileSync(join(folder, 'THIRD-PARTY.txt'), 'utf8')
  expect([...text.matchAll(/^(\S+) \d+\.\d+\.\d+ \(MIT\)$/gm)].map(([, name]) => name)).toEqual(names)
  for (const name of names) {
    expect(text).toContain(readFileSync(join(project, 'node_modules', name, 'LICENSE'), 'utf8').trim())
  }
})
