import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { programsOf } from './docs/programs.js'
import { folderWith, runIn } from './examples/run.js'
import { penguins } from './examples/tables.js'

const readme = readFileSync('README.md', 'utf8')
const blocks = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, text]) => text as string)
const [training, prediction, digits] = blocks
let folder: string

beforeAll(() => {
  folder = folderWith({
    'data.csv': penguins(240),
    'train.mjs': training as string,
    'predict.mjs': prediction as string,
    'digits.mjs': digits as string,
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

test('the first command is the install, and the first programs are examples, letter for letter', () => {
  expect(/```sh\n(.*)\n/.exec(readme)?.[1]).toBe('npm install onecycle')
  const shown = programsOf(readme)
  expect(shown.map(([file]) => file)).toEqual(['examples/own-data/train.mjs', 'examples/own-data/predict.mjs'])
  for (const [file, text] of shown) expect(text).toBe(readFileSync(file, 'utf8'))
  expect(blocks).toHaveLength(3)
})

test('the ten lines for a CSV file are ten, run as they stand on the built package, and get 0.9 of the held-out rows right', () => {
  expect(training?.split('\n').filter((line) => line !== '')).toHaveLength(10)
  const output = runIn(folder, join(folder, 'train.mjs'))
  expect(output.filter((line) => line.startsWith('epoch '))).toHaveLength(50)
  expect(output).toContainEqual(expect.stringMatching(/^species: .*Adelie.*Chinstrap.*Gentoo/))
  const [, accuracy] = /accuracy: ([\d.]+)/.exec(output.join(' ')) ?? []
  expect(Number(accuracy)).toBeGreaterThanOrEqual(0.9)
})

test('the file that they wrote answers a raw row as the page says', () => {
  const output = runIn(folder, join(folder, 'predict.mjs')).join(' ')
  expect(output).toMatch(/className: 'Gentoo',\s+probability: (?:0\.9|1\b)/)
})

test('the lines on schedules run as they stand, on the built package, and learn the digits', () => {
  const [steps, accuracy, hash] = execFileSync(process.execPath, [join(folder, 'digits.mjs')], { encoding: 'utf8' })
    .trim()
    .split(' ')
  expect(Number(steps)).toBe(3 * Math.ceil(10_000 / 128))
  expect(Number(accuracy)).toBeGreaterThanOrEqual(0.96)
  expect(hash).toMatch(/^[0-9a-f]{64}$/)
})

test('what a clone needs first stays on the page: the main job and the tests', () => {
  expect(readme).toMatch(/^npm ci && npm start\b/m)
  expect(readme).toMatch(/^npm ci && npm test\b/m)
})

test('the pictures are within 1 MB, the still one within 150 kB; they have words in their place, and stay out of the package', () => {
  const pictures = [...readme.matchAll(/!\[(.*)\]\((.*)\)/g)].map(([, words = '', file = '']) => ({ words, file }))
  const bounds: Record<string, number> = { 'docs/pictures/race.png': 1_000_000, 'docs/pictures/verdict.png': 150_000 }
  expect(pictures.map(({ file }) => file)).toEqual(Object.keys(bounds))
  for (const { words, file } of pictures) {
    expect(words.length, file).toBeGreaterThan(50)
    expect(statSync(file).size, file).toBeLessThanOrEqual(bounds[file] as number)
  }
  expect(JSON.parse(readFileSync('package.json', 'utf8')).files).toContain('!docs/pictures')
})
