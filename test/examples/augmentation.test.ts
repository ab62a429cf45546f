import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('shifted digits teach a network more than the same digits as they are: the accuracies are those of docs/images.md', () => {
  const output = execFileSync(process.execPath, ['examples/augmentation.mjs'], { encoding: 'utf8' })
  const [plain, shifted] = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect([plain.augment, shifted.augment]).toEqual([[], [{ kind: 'shift', pixels: 2 }]])
  const said = [plain, shifted].map(({ accuracy }) => `${Math.round(1000 * accuracy) / 10} %`)
  expect(readFileSync('docs/images.md', 'utf8')).toContain(`reads ${said[0]} of the others without and ${said[1]} with`)
})
