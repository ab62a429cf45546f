import { expect, test } from 'vitest'
import { failures, faultOfKept } from './failures.mjs'
import { faultOf } from './judge.mjs'

test.each(failures)('%s, which failed once, is refused in words', async (file) => {
  expect(await faultOfKept(file)).toBeUndefined()
})

const wait = (milliseconds: number) => {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

test.each<[string, () => unknown, RegExp | undefined]>([
  ['what is taken', () => 1, undefined],
  ['a worded error', () => Promise.reject(new RangeError('resume: "step" expected 1, got 2')), undefined],
  ['an error of the engine', () => (undefined as never as { name: string }).name, /^TypeError: Cannot read/],
  ['something thrown that is no error', () => Promise.reject('no'), /^threw no/],
  [
    'a message of 2,000 characters',
    () => Promise.reject(new Error(`resume: "a" expected ${'x'.repeat(2_000)}`)),
    /2021 characters/,
  ],
  ['an error of the engine with a colon', () => new Float32Array(-1), /^RangeError: Invalid typed array length: -1/],
  ['a second and more', () => wait(1_050), /^took 1\.\d s/],
  ['80 MiB', () => void kept.push(new Float64Array(10 * 2 ** 20)), /^took \d+ MiB/],
])('the judge of %s', async (_, read, fault) => {
  const found = (await faultOf(read)).fault
  if (fault === undefined) expect(found).toBeUndefined()
  else expect(found).toMatch(fault)
  kept.length = 0
})

const kept: Float64Array[] = []
