import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareTable } from '../../src/data/tabular/csv.js'
import { outsideData } from '../outside-data.js'
import { programsOf } from './programs.js'

const page = readFileSync('docs/your-own-data.md', 'utf8')
const shown = programsOf(page)

test('every program of the page is one that the tests run, letter for letter, and all of them are on the page', () => {
  for (const [file, text] of shown) expect(text, file).toBe(readFileSync(file, 'utf8'))
  const folders = ['examples/own-data', 'test/consumers/own-data']
  const programs = folders.flatMap((folder) => readdirSync(folder).map((name) => `${folder}/${name}`))
  expect(shown.map(([file]) => file).sort()).toEqual(programs.sort())
})

test('every block of JavaScript on the page is such a program', () => {
  expect(page.match(/^```(?:js|html)$/gm)).toHaveLength(shown.length)
})

const { folder, present } = outsideData('tables')
test.skipIf(!present)('the notes on the page are the first ones of a run on that table', () => {
  const { notes } = prepareTable(readFileSync(join(folder, 'penguins.csv')), { target: 'species' })
  expect(page).toContain(`\`\`\`\n${notes.slice(0, 4).join('\n')}\n\`\`\`\n`)
})
