import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

test("a user's own layer and loss train to the same bits on both engines, come back from a file, and leave 0.9 below within 0.03", () => {
  const output = execFileSync(process.execPath, ['examples/own-layer.mjs'], { encoding: 'utf8' })
  const [wasm, js] = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect([wasm.engine, js.engine]).toEqual(['wasm', 'js'])
  expect(js.sha256).toBe(wasm.sha256)
  expect(js.below).toBe(wasm.below)
  expect(Math.abs(wasm.below - 0.9)).toBeLessThan(0.03)
})
