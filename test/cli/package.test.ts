/** What npm would publish runs from a folder without node_modules. */
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
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

test('the command line is one file that can be executed, and imports nothing but Node and the library', () => {
  expect(readdirSync(join(dist, 'cli'))).toEqual(['main.js'])
  const main = readFileSync(join(dist, 'cli/main.js'), 'utf8')
  expect(main.startsWith('#!/usr/bin/env node\n')).toBe(true)
  if (process.platform !== 'win32') expect(statSync(join(dist, 'cli/main.js')).mode & 0o111).toBe(0o111)
  const imported = [...main.matchAll(/^import .* from "([^"]+)";$/gm)].map((match) => match[1] as string)
  expect(imported).toContain('../index.js')
  for (const name of imported) expect(name).toMatch(/^(node:|#wasm$|\.\.\/)/)
})

test('onecycle/csv needs no Node: it imports the library alone', () => {
  const csv = readFileSync(join(dist, 'data/csv.js'), 'utf8')
  const imported = [...csv.matchAll(/^import .* from "([^"]+)";$/gm)].map((match) => match[1] as string)
  expect(imported).toContain('./dataset.js')
  for (const name of imported) expect(name).toMatch(/^\.\.?\//)
})

test('the licences of what is inlined lie beside it', () => {
  const text = readFileSync(join(dist, 'THIRD-PARTY.txt'), 'utf8')
  for (const name of ['commander', 'papaparse']) {
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'))
    expect(text).toContain(readFileSync(join(project, 'node_modules', name, 'LICENSE'), 'utf8').trim())
  }
})
