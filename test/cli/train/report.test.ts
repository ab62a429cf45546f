import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inside, temporaryFolder } from '../onecycle.js'
import { houses } from '../tables.js'

test('--out writes a page: for images with the surest mistakes as pictures, for numbers with predicted against true', async () => {
  const folder = temporaryFolder()
  const digits = join(folder, 'digits.html')
  const run = await inside(['train', '--epochs', '1', '--hidden', '8', '--out', digits])
  expect([run.code, run.stderr]).toEqual([0, `wrote ${digits}\n`])
  const page = readFileSync(digits, 'utf8')
  expect(page).toMatch(/<img src="data:image\/png;base64,/)
  expect(page).toContain('class="answer"')
  writeFileSync(join(folder, 'houses.csv'), houses(80))
  const numbers = join(folder, 'houses.html')
  await inside(['train', '--data', join(folder, 'houses.csv'), '--out', numbers])
  expect(readFileSync(numbers, 'utf8')).toMatch(
    /<title>price, from houses<.*Predicted against true.*What was made of the columns/s,
  )
})
