import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { layers } from '#layers-wasm'
import { core } from '#wasm'
import { kernelCases, kernelName } from '../../../src/bench/kernels/cases.js'
import { createCore } from '../../../src/core/engine/create-core.js'
import { bytesOf } from '../../../src/core/text-bytes.js'

const cases = kernelCases()

/** sgdStep is sgd_step_f32. */
function contractName(kernel: string): string {
  return `${kernel.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)}_f32`
}

async function functionsOf(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  const exported = WebAssembly.Module.exports(await WebAssembly.compile(bytes))
  return exported.flatMap(({ kind, name }) => {
    if (kind !== 'function') return []
    return name === 'arena_start' ? [name] : [contractName(name)]
  })
}

test('every kernel of the core is measured, under the name that it is exported by', async () => {
  const { kernels } = await createCore('js')
  expect([...new Set(cases.map(({ kernel }) => kernel))].sort()).toEqual(Object.keys(kernels).sort())
  const exported = await functionsOf(core())
  const measured = new Set(cases.map(({ name }) => name))
  // the one that is no kernel: where free memory begins
  expect(exported.filter((name) => !measured.has(name))).toEqual(['arena_start'])
  expect([...measured].filter((name) => !exported.includes(name))).toEqual([])
})

test('every kernel has its contract', async () => {
  const exported = [...(await functionsOf(core())), ...(await functionsOf(layers(bytesOf)))]
  const contracts = readFileSync('assembly/README.md', 'utf8').match(/^`.*?:/gm) ?? []
  const named = contracts.flatMap((heads) => heads.match(/\w+_f32/g) ?? [])
  expect(new Set(named)).toEqual(new Set(exported.filter((name) => name !== 'arena_start')))
})

test('no two cases have one name', () => {
  expect(new Set(cases.map(kernelName)).size).toBe(cases.length)
})

test('a product counts two flops a weight and row, and every operand once', () => {
  const forward = cases.find((c) => kernelName(c) === 'dense_forward_f32 784x128 batch 64')
  expect(forward?.flops).toBe(2 * 64 * 784 * 128)
  expect(forward?.bytes).toBe(4 * (64 * 784 + 64 * 128 + 784 * 128))
})

test('the update of 784-128-10 moves 5 floats a parameter and touches 3: 101,770 parameters', () => {
  const update = cases.find((c) => kernelName(c) === 'sgd_step_f32 101770')
  expect(update).toMatchObject({ flops: 6 * 101_770, bytes: 20 * 101_770, stream: { kind: 'update' } })
  // a stream's memory is in whole pairs of cache lines
  expect(update?.stream?.bytes).toBe(128 * Math.ceil((12 * 101_770) / 128))
})

test('the first layer has no input gradient', () => {
  const names = cases.map(kernelName)
  expect(names).toContain('dense_backward_input_f32 128x10 batch 64')
  expect(names.filter((name) => name.startsWith('dense_backward_input_f32 784'))).toEqual([])
})
