import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { programsOf } from './programs.js'

test('the program of the page is the example that is tested, letter for letter', () => {
  const shown = programsOf(readFileSync('docs/images.md', 'utf8'))
  expect(shown.map(([file]) => file)).toEqual(['examples/augmentation.mjs'])
  for (const [file, text] of shown) expect(text).toBe(readFileSync(file, 'utf8'))
})
