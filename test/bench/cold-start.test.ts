import { expect, test } from 'vitest'
import { measureColdStart } from '../../src/bench/cold-start.js'

/** A library that spends 20 ms in each place where the real one works. */
const library = (update: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
const wait = () => new Promise((resolve) => setTimeout(resolve, 20))
const spin = () => { const end = performance.now() + 20; while (performance.now() < end); return true }
await wait()
export const createNetwork = async () => wait()
export const createDataset = () => ({})
export const dense = () => ({})
export const sgd = () => ({})
export const loadEngine = async () => ({ start: wait })
export class Training { update() { ${update} } }`)}`,
  )

test('a cold start is split into runtime, import, network and first step, which add up to the whole', async () => {
  const result = await measureColdStart(library('return spin()'), 1)
  const { runtimeStart, importLibrary, createNetwork, firstStep, processToFirstStep } = result
  expect(runtimeStart).toBeGreaterThan(1)
  for (const part of [importLibrary, createNetwork, firstStep, result.compileAndInstantiate]) {
    // a timer may fire up to a millisecond early
    expect(part).toBeGreaterThanOrEqual(19)
  }
  expect(runtimeStart + importLibrary + createNetwork + firstStep).toBeCloseTo(processToFirstStep, 3)
  expect(result).toMatchObject({ processes: 1, network: '784-128-10' })
})

test('a child that makes no step is an error with its words', async () => {
  await expect(measureColdStart(library('return false'), 1)).rejects.toThrow(
    /^bench: "cold start" expected a child process that makes a step, got [\s\S]*no step/,
  )
})
