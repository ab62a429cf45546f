import { expect, test } from 'vitest'
import type { BenchResult } from '../../../src/bench/result.js'
import { inside, jsonInside, onecycle } from '../onecycle.js'

test('bench measures in workers and prints one document: peak, steps, cold start', async () => {
  const result = await jsonInside<BenchResult>(['bench', '--quick', '--only', 'step 2-16|cold start', '--seed', '5'])
  expect(result).toMatchObject({ command: 'bench', seed: 5, quick: true, kernels: [] })
  expect(result.peakGflops).toBeGreaterThan(0)
  expect(result.steps.map(({ layers }) => layers)).toEqual([[2, 16, 16, 2]])
  expect(result.steps[0]?.ofPeak).toBeCloseTo((result.steps[0]?.gflops ?? 0) / result.peakGflops, 12)
  const { processToFirstStep = 0, compileAndInstantiate = 0 } = result.coldStart ?? {}
  expect(compileAndInstantiate).toBeGreaterThan(0)
  expect(processToFirstStep).toBeGreaterThan(compileAndInstantiate)
})

test('bench without --json prints tables and keeps stderr empty where that is no terminal', async () => {
  const { code, stdout, stderr } = await inside(['bench', '--quick', '--only', 'kernel softmax_f32'])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('peak of strict SIMD, registers only:')
  expect(stdout).toContain('softmax_f32 256x10')
})

test('bench --nodes times the steps in processes of the Nodes that are given, with the bits of one another', async () => {
  const args = ['bench', '--quick', '--only', 'step 2-16', '--nodes', process.execPath, '--json']
  const { code, stdout, stderr } = await onecycle(args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const { command, against, nodes, steps } = JSON.parse(stdout)
  expect({ command, against, nodes }).toEqual({
    command: 'bench',
    against: process.versions.node,
    nodes: [{ version: process.versions.node, program: process.execPath }],
  })
  expect(steps).toMatchObject([{ layers: [2, 16, 16, 2], nodes: [{ version: process.versions.node, ratio: 1 }] }])
  expect(steps[0].nodes[0].microseconds).toBeGreaterThan(0)
})

test('MNIST that is not there is said on stderr and left out', async () => {
  const { code, stdout, stderr } = await onecycle(['bench', '--only', 'convergence mnist', '--json'])
  expect(code).toBe(0)
  expect(stderr).toBe('bench: no folder mnist here or in ONECYCLE_DATA, so convergence on it is not measured\n')
  expect(JSON.parse(stdout).convergence).toEqual([])
})

test.each([
  [['--only', '('], 'bench: "--only" expected a regular expression, got "("'],
  [['--only', 'nothing like it'], 'bench: "--only" expected what a step, late step, gather, inference'],
  [['--nodes', '/'], 'bench: "--nodes" expected programs of Node, got /'],
  [['--only', 'kernel', '--nodes'], 'bench: "--only" expected what a step has in its name, with --nodes, got "kernel"'],
  [['--rounds', '3'], "unknown option '--rounds'"],
])('wrong use of bench ends with 2: %j', async (args, words) => {
  const { code, stdout, stderr } = await inside(['bench', ...args])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(words)
})
