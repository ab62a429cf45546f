import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as onecycle from '../../src/entry/index.js'
import * as js from '../../src/entry/js.js'
import * as slim from '../../src/entry/slim.js'
import { digest } from './digest.js'
import type { Library } from './library.js'
import { combined, goldenRuns } from './runs.js'

const golden = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8'))

test.each(['wasm', 'js'] as const)('every golden run gives the recorded bits on %s', async (engine) => {
  const runs = await goldenRuns(onecycle, await onecycle.loadEngine(engine))
  expect(runs).toEqual(golden.runs)
  expect(combined(runs)).toBe(golden.combined)
})

test('every golden run gives the recorded bits with 3 threads', async () => {
  expect(await goldenRuns(onecycle, undefined, 3)).toEqual(golden.runs)
})

test('the entry points slim and js give the recorded bits', async () => {
  const [core, layers] = ['core', 'layers'].map((name) => new Uint8Array(readFileSync(`build/${name}.wasm`)))
  const engine = await slim.loadEngine({ core: core!, layers: layers! })
  const tables = [goldenRuns(slim as unknown as Library, engine), goldenRuns(js as unknown as Library)]
  expect((await Promise.all(tables)).map(combined)).toEqual([golden.combined, golden.combined])
})

test('a digest changes with any bit, kind, length or place of a value', () => {
  const values = [
    [1, 2, 3],
    [1, 2, 3 + 2 ** -51],
    [1, 3, 2],
    [1, [2, 3]],
    [[1, 2], 3],
    [1, 2, 3, 0],
    Float32Array.of(1, 2, 3),
    Float32Array.of(1, 2, 3 + 2 ** -22),
    Uint8Array.of(1, 2, 3),
    '1,2,3',
    0,
    -0,
    false,
    undefined,
    [],
    '',
  ]
  expect(new Set(values.map((value) => digest(value))).size).toBe(values.length)
})

test('a digest refuses NaN, whose bits differ between engines', () => {
  expect(() => digest([1, Number.NaN])).toThrow('digest: a value is NaN, whose bits differ between engines')
  expect(() => digest(Float32Array.of(Number.NaN))).toThrow(RangeError)
})
