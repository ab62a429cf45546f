import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { programsOf } from './programs.js'

const page = readFileSync('docs/hosts.md', 'utf8')
const golden = JSON.parse(readFileSync('test/golden/golden.json', 'utf8'))

const shown = programsOf(page)

test('every program of the page is the fixture that the consumer tests run, letter for letter', () => {
  expect(shown.length).toBeGreaterThan(10)
  for (const [file, text] of shown) expect(text, file).toBe(readFileSync(file, 'utf8'))
})

test('every block of code on the page but the answer is such a program', () => {
  expect(page.match(/^```\w*$/gm)?.length).toBe(2 * (shown.length + 1))
})

test('every program of the fixtures is on the page', () => {
  const folders = ['node', 'web', 'browser', 'static', 'workerd', 'next/app']
  const programs = folders.flatMap((folder) => {
    const names = readdirSync(join('test/consumers', folder)).filter((name) => !/\.html$|^layout/.test(name))
    return names.map((name) => `test/consumers/${folder}/${name}`)
  })
  expect(shown.map(([file]) => file).sort()).toEqual(programs.sort())
})

test('the answer on the page is what the consumer tests ask of every fixture', () => {
  const [, answer] = page.match(/<!-- answer -->\n```\n(\S+ [0-9a-f]{64})\n```/) ?? []
  expect(readFileSync('test/consumers/consumers.mjs', 'utf8')).toContain(`const PROGRAM = '${answer}'`)
})

test('the table is of the golden runs as they are recorded, and of 15 engine builds on two instruction sets at least', () => {
  const [, cells, builds, runs, hash] =
    page.match(/^(\d+) cells of (\d+) engine builds, (\d+) golden runs, one hash: `(\w+)`$/m) ?? []
  expect(hash).toBe(golden.combined)
  expect(Number(runs)).toBe(Object.keys(golden.runs).length)
  expect(Number(builds)).toBeGreaterThanOrEqual(15)
  expect(page.match(/\| same(?= \|)/g)?.length).toBe(Number(cells))
  expect(page).toMatch(/\| arm64 \(qemu\) \| same \| same \|/)
  expect(readFileSync('README.md', 'utf8')).toContain(`| ${cells} cells of ${builds} engine builds: `)
})
