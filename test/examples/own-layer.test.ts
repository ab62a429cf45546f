import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

test("a user's own layer and loss train to the same bits on both engines, come back from a file, and fit 2 a - b to 0.3", () => {
  const output = execFileSync(process.execPath, ['examples/own-layer.mjs'], { encoding: 'utf8' })
  const [wasm, js] = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect([wasm.engine, js.engine]).toEqual(['wasm', 'js'])
  expect(js.sha256).toBe(wasm.sha256)
  expect(js.answer).toBe(wasm.answer)
  // one target in ten is 20 too high: squared errors would be 2 off
  expect(Math.abs(wasm.answer - 1.5)).toBeLessThan(0.3)
})
