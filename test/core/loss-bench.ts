/** Loss kernels on the test bench: inputs between guard words, the output a buffer of its own or the input itself. */
import { CROSS_ENTROPY_WORKSPACE } from '../../src/core/kernels.js'
import { type Bench, expectSameBits, values } from './bench.js'

export interface Result {
  /** the sum that the kernel returns */
  loss: number
  gradient: Float32Array
}

export type Pointwise = 'meanSquaredError' | 'binaryCrossEntropy'

/** n seeded values, uniform on (-8, 8). */
export const logits = (n: number, purpose: string) => values(n, purpose).map((x) => 8 * x)

export function crossEntropy(
  bench: Bench,
  z: Float32Array,
  labels: readonly number[],
  classes: number,
  inPlace = false,
) {
  bench.reset()
  const from = bench.floats(z.length, z)
  const to = inPlace ? from : bench.floats(z.length)
  const at = bench.ints(labels.length, labels)
  const work = bench.floats(CROSS_ENTROPY_WORKSPACE)
  const loss = bench.core.kernels.softmaxCrossEntropy(to, from, at, labels.length, classes, work)
  return finish(bench, loss, from, to, z)
}

export function pointwise(bench: Bench, kernel: Pointwise, y: Float32Array, t: Float32Array, inPlace = false): Result {
  bench.reset()
  const from = bench.floats(y.length, y)
  const to = inPlace ? from : bench.floats(y.length)
  const loss = bench.core.kernels[kernel](to, from, bench.floats(t.length, t), y.length)
  return finish(bench, loss, from, to, y)
}

function finish(bench: Bench, loss: number, from: number, to: number, input: Float32Array): Result {
  bench.checkGuards()
  if (to !== from) expectSameBits(bench.read(from, input.length), input, 'the input is only read')
  return { loss, gradient: bench.read(to, input.length) }
}

export function softmax(bench: Bench, z: Float32Array, batch: number, classes: number, inPlace = false): Float32Array {
  bench.reset()
  const from = bench.floats(z.length, z)
  const to = inPlace ? from : bench.floats(z.length)
  bench.core.kernels.softmax(to, from, batch, classes)
  return finish(bench, 0, from, to, z).gradient
}
