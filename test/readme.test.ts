import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test("the README's ten lines run as they stand, on the built package, and learn the digits", () => {
  const readme = readFileSync('README.md', 'utf8')
  const example = /```js\n([\s\S]*?)```/.exec(readme)?.[1]
  expect(example).toBeDefined()
  mkdirSync('build', { recursive: true })
  // inside the project, so that the package's own name leads to its own dist/
  const folder = mkdtempSync(join('build', 'readme-'))
  try {
    const file = join(folder, 'example.mjs')
    writeFileSync(file, example as string)
    const [steps, accuracy, hash] = execFileSync(process.execPath, [file], { encoding: 'utf8' }).trim().split(' ')
    expect(Number(steps)).toBe(3 * Math.ceil(10_000 / 128))
    expect(Number(accuracy)).toBeGreaterThanOrEqual(0.96)
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
