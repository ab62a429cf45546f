import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { programsOf } from './programs.js'

test('the programs and files of the page are the ones that are tested, letter for letter', () => {
  const shown = programsOf(readFileSync('docs/studies.md', 'utf8'))
  const files = ['compare.mjs', 'slow-start.mjs', 'network.json', 'methods.json']
  expect(shown.map(([file]) => file)).toEqual(files.map((file) => `examples/studies/${file}`))
  for (const [file, text] of shown) expect(text).toBe(readFileSync(file, 'utf8'))
})
