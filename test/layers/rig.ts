/** A layer by itself: bound, laid between guard words with everything that it is to write filled with NaN, and run once. */
import { expect } from 'vitest'
import { activationCode } from '../../src/core/kernels.js'
import { type Layer, type Pass, type Shape, sizeOf } from '../../src/layers/layer.js'
import { backward, forward, type Stage } from '../../src/layers/passes.js'
import type { Bench } from '../core/bench.js'

/** Input, gradient for the output, and the tensors in the layer's order. */
export interface Given {
  readonly x: ArrayLike<number>
  readonly dy: ArrayLike<number>
  readonly tensors: readonly ArrayLike<number>[]
}

/** What came out: the output, the gradients for the input and for the trained tensors; and the tensors after, state moved. */
export interface Result {
  readonly y: Float32Array
  readonly dx: Float32Array
  readonly gradients: readonly Float32Array[]
  readonly tensors: readonly Float32Array[]
  /** those of the tensors that are state */
  readonly state: readonly Float32Array[]
}

export const inTraining: Pass = { training: true, step: 0, seed: 0 }
export const inEvaluation: Pass = { training: false, step: 0, seed: 0 }

/**
 * Forward, and in training backward.
 *
 * @param below code of the activation whose output the input is
 */
export function runLayer(
  bench: Bench,
  layer: Layer,
  inputs: Shape,
  given: Given,
  pass = inTraining,
  below = 0,
): Result {
  const bound = layer.bind(inputs)
  const { core } = bench
  const rows = given.x.length / sizeOf(inputs)
  const outputs = rows * sizeOf(bound.output)
  bench.reset()
  const specs = bound.tensors.map(({ shape, role }) => ({ size: sizeOf(shape), trained: role !== 'state' }))
  const at = {
    core,
    x: bench.floats(given.x.length, given.x),
    y: bench.floats(outputs),
    dy: bench.floats(outputs, given.dy),
    dx: bench.floats(given.x.length),
    tensors: given.tensors.map((values) => bench.floats(values.length, values)),
    gradients: specs.map(({ size, trained }) => (trained ? bench.floats(size) : 0)),
    kept: bench.floats(rows * bound.kept),
    work: bench.floats(bound.workspace(rows)),
    path: '0',
    frozen: false,
  }
  const activation = activationCode(bound.outputActivation ?? 'linear')
  const stages: Stage[] = [
    { layer: bound, at, inputs: sizeOf(inputs), outputs: sizeOf(bound.output), activation, below },
  ]
  forward(stages, rows, pass, 0, 1)
  if (pass.training) backward(stages, rows, 0)
  bench.checkGuards()
  const tensors = specs.map(({ size }, i) => bench.read(at.tensors[i]!, size))
  return {
    y: bench.read(at.y, outputs),
    dx: bench.read(at.dx, given.x.length),
    gradients: specs.flatMap(({ size, trained }, i) => (trained ? [bench.read(at.gradients[i]!, size)] : [])),
    tensors,
    state: tensors.filter((_, i) => !specs[i]!.trained),
  }
}

/** Fails where a number is further away than this share of the largest of its own list. */
export function expectNear(
  actual: readonly ArrayLike<number>[],
  expected: readonly ArrayLike<number>[],
  share: number,
  what: string,
): void {
  const lengths = (lists: readonly ArrayLike<number>[]) => lists.map(({ length }) => length)
  expect(lengths(actual), what).toEqual(lengths(expected))
  for (const [which, list] of expected.entries()) {
    const far = distance(actual[which]!, list)
    expect(far <= share, `${what}, list ${which}: ${far} of the largest`).toBe(true)
  }
}

/** The largest difference as a share of the largest number of `expected`, or of 1e-3 where all are smaller. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  const largest = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-3)
  return Array.from(expected).reduce((most, value, i) => {
    const far = Math.abs(actual[i]! - value) / largest
    return Number.isNaN(far) ? Number.POSITIVE_INFINITY : Math.max(most, far)
  }, 0)
}
