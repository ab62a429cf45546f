import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { folderWith, runIn } from './run.js'
import { cars, penguins } from './tables.js'

const program = (name: string) => `examples/own-data/${name}.mjs`
let folder: string

beforeAll(() => {
  folder = folderWith({ 'data.csv': penguins(240), 'test.csv': penguins(60), 'cars.csv': cars(200) })
  runIn(folder, program('train'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('objects and arrays of raw values are answered with the class that their numbers say', () => {
  const answers = runIn(folder, program('many')).map((line) => line.split(' ')[0])
  expect(answers).toEqual(['Gentoo', 'Chinstrap', 'Adelie'])
})

test('a file of new rows without answers has a class for each row', () => {
  const rows = penguins(60).split('\n').slice(0, 61)
  writeFileSync(join(folder, 'new.csv'), rows.map((line) => line.slice(line.indexOf(',') + 1)).join('\n'))
  const answers = runIn(folder, program('file'))
  const right = answers.filter((name, row) => rows[row + 1]?.startsWith(`${name},`))
  expect(answers).toHaveLength(60)
  expect(right.length).toBeGreaterThanOrEqual(54)
})

test('a file of new rows with answers is judged with the preparation of the first one: 0.9 right at least', () => {
  const output = runIn(folder, program('evaluate')).join('\n')
  const [, accuracy, balanced] = /accuracy: ([\d.]+), balancedAccuracy: ([\d.]+)/.exec(output) ?? []
  expect(Number(accuracy)).toBeGreaterThanOrEqual(0.9)
  expect(Number(balanced)).toBeGreaterThanOrEqual(0.9)
  expect(output).toMatch(/Adelie.*\n.*Chinstrap.*\n.*Gentoo/)
})

test('a column of numbers is predicted in its own unit: R2 of 0.9 at least, and a car of 2300 pounds between 35 and 45', () => {
  const output = runIn(folder, program('numbers'))
  const [, r2] = /r2: ([\d.]+)/.exec(output.join(' ')) ?? []
  expect(Number(r2)).toBeGreaterThanOrEqual(0.9)
  expect(Number(output.at(-1))).toBeGreaterThan(35)
  expect(Number(output.at(-1))).toBeLessThan(45)
})

test('a file read in chunks is prepared, learned and judged as the one in memory: 0.9 right at least', () => {
  const output = runIn(folder, program('chunks'))
  expect(output[0]).toMatch(/^192 rows to train on, 48 held out by lot/)
  const [, accuracy, count] = /accuracy: ([\d.]+), count: (\d+)/.exec(output.join(' ')) ?? []
  expect(Number(accuracy)).toBeGreaterThanOrEqual(0.9)
  expect(Number(count)).toBe(60)
})

test('rows that a generator gives in pieces are learned: a loss below 0.01', () => {
  const [, rows, loss] = /^(\d+) rows, loss (.+)$/.exec(runIn(folder, program('rows-in-chunks')).at(-1) ?? '') ?? []
  expect(Number(rows)).toBe(8000)
  expect(Number(loss)).toBeLessThan(0.01)
})

test('the server answers a row, and says with status 400 which column is missing and what is no JSON', async () => {
  const server = spawn(process.execPath, [resolve(program('server'))], {
    cwd: folder,
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await new Promise<string>((tell) => server.stdout.once('data', (text) => tell(String(text).trim())))
    const ask = async (body: string) => {
      const response = await fetch(url, { method: 'POST', body })
      return { status: response.status, answer: await response.json() }
    }
    const row = { island: 'Biscoe', bill_length_mm: 47, bill_depth_mm: 15, flipper_length_mm: 215, body_mass_g: 5000 }
    const right = await ask(JSON.stringify({ ...row, sex: null }))
    expect(right.status).toBe(200)
    expect(right.answer.className).toBe('Gentoo')
    expect(right.answer.probability).toBeGreaterThan(0.9)
    const without = await ask(JSON.stringify(row))
    expect(without.status).toBe(400)
    expect(without.answer.error).toContain('"sex"')
    expect((await ask('{')).status).toBe(400)
  } finally {
    server.kill()
  }
})
