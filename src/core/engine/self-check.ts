/**
 * A few milliseconds of arithmetic that tell whether this host computes the bits of this library.
 *
 * Having the instructions is no proof: old engines have errors in single SIMD operations, and audio threads flush
 * denormals to zero. One training step of a small network with every kernel, on numbers of all sizes, denormals and both
 * zeros among them, and the functions of src/math are digested and compared with what all right hosts give.
 */
import { digest } from '../../math/digest.js'
import { exp, log } from '../../math/exponential.js'
import { stream } from '../../math/random.js'
import { cosPi, sinPi } from '../../math/trigonometric.js'
import type { Core, EngineName } from '../core.js'
import { activations, CROSS_ENTROPY_WORKSPACE, denseWorkspace } from '../kernels.js'
import { NUMERIC_VERSION } from '../numeric-version.js'
import { fill } from './arithmetic.js'

/** What the self-check of an engine found. */
export interface SelfCheck {
  readonly engine: EngineName
  /** whether the host computes the right bits */
  readonly ok: boolean
  /** digest of the results on a right host, and on this one: 64 bits as hexadecimal digits */
  readonly expected: string
  readonly actual: string
  readonly milliseconds: number
}

/** Odd sizes: whole vectors and tails in every direction. */
const ROWS = 7
const INPUTS = 13
const OUTPUTS = 11

/** @param core fresh: it is used up */
export function checkBits(core: Core): SelfCheck {
  const start = performance.now()
  const actual = digest([...kernelBits(core), functionBits()])
  const milliseconds = performance.now() - start
  return { engine: core.engine, ok: actual === NUMERIC_VERSION, expected: NUMERIC_VERSION, actual, milliseconds }
}

/** Every kernel over pinned numbers: what each wrote, right after it. */
function kernelBits(core: Core): Uint32Array[] {
  const { kernels } = core
  let at = core.start
  const take = (floats: number): number => {
    const pointer = at
    at += 4 * floats
    return pointer
  }
  const rowsIn = ROWS * INPUTS
  const rowsOut = ROWS * OUTPUTS
  const parameters = INPUTS * OUTPUTS
  const x = take(rowsIn)
  const tiny = take(rowsIn)
  const w = take(parameters)
  const bias = take(OUTPUTS)
  const mean = take(INPUTS)
  const scale = take(INPUTS)
  const targets = take(rowsOut)
  const given = at
  const labels = take(ROWS)
  const order = take(ROWS)
  const zero = take(INPUTS)
  const below = take(rowsIn)
  const y = take(rowsOut)
  const logits = take(rowsOut)
  const delta = take(rowsOut)
  const gradients = take(parameters)
  const [first, second] = [take(parameters), take(parameters)]
  const work = take(Math.max(denseWorkspace(ROWS, INPUTS, OUTPUTS), CROSS_ENTROPY_WORKSPACE))
  core.grow(at)
  const { f32, i32, u8 } = core
  fill(f32.subarray(core.start >>> 2, given >>> 2))
  for (let i = tiny >>> 2; i < w >>> 2; i++) f32[i] = (f32[i] as number) * 2 ** -127
  for (let row = 0; row < ROWS; row++) {
    i32[(labels >>> 2) + row] = (5 * row) % OUTPUTS
    i32[(order >>> 2) + row] = (3 * row) % ROWS
  }

  const kept: Uint32Array[] = []
  const keep = (pointer: number, floats: number) => {
    kept.push(new Uint32Array(u8.slice(pointer, pointer + 4 * floats).buffer))
  }
  // sums that stay denormal from the first product to the last
  kernels.denseForward(y, tiny, w, zero, 0, ROWS, INPUTS, OUTPUTS, OUTPUTS, 0, work)
  keep(y, rowsOut)
  for (const load of [
    () => kernels.standardizeU8(below, x, mean, scale, ROWS, INPUTS),
    () => kernels.gatherU8(below, x, order, mean, scale, ROWS, INPUTS),
    () => kernels.gather(below, x, order, mean, scale, ROWS, INPUTS),
    () => kernels.standardize(below, x, zero, scale, ROWS, INPUTS),
  ]) {
    load()
    keep(below, rowsIn)
  }
  kernels.denseForward(logits, x, w, bias, 0, ROWS, INPUTS, OUTPUTS, OUTPUTS, 0, work)
  const losses = [
    () => kernels.meanSquaredError(delta, logits, targets, rowsOut),
    () => kernels.binaryCrossEntropy(delta, logits, targets, rowsOut),
    () => kernels.softmaxCrossEntropy(delta, logits, labels, ROWS, OUTPUTS, work),
  ].map((loss) => {
    const sum = loss()
    keep(delta, rowsOut)
    return sum
  })
  kept.push(new Uint32Array(Float64Array.from(losses).buffer))
  activations.forEach((_, code) => {
    kernels.denseForward(y, x, w, bias, 0, ROWS, INPUTS, OUTPUTS, OUTPUTS, code, work)
    keep(y, rowsOut)
    kernels.activationBackward(y, logits, rowsOut, code)
    keep(y, rowsOut)
    kernels.activate(below, rowsIn, code)
    keep(below, rowsIn)
    kernels.denseBackwardInput(below, delta, w, x, 0, ROWS, INPUTS, OUTPUTS, INPUTS, code, work)
    keep(below, rowsIn)
  })
  kernels.denseBackwardWeight(gradients, x, delta, ROWS, 0, INPUTS, INPUTS, OUTPUTS, OUTPUTS, work)
  keep(gradients, parameters)
  kernels.denseBackwardBias(bias, delta, ROWS, OUTPUTS)
  keep(bias, OUTPUTS)
  for (const update of [
    () => kernels.sgdStep(w, first, gradients, parameters, 0.1, 0.9, 1e-3, 0),
    () => kernels.sgdStep(w, first, gradients, parameters, 0.1, 0.9, 1e-3, 1),
    () => kernels.adamStep(w, first, second, gradients, parameters, 0.01, 0.9, 0.999, 10, 1e-8, 1e-3, 0.99),
    () => kernels.rmspropStep(w, second, first, gradients, parameters, 0.01, 0.99, 0.9, 1e-8, 1e-3),
  ]) {
    update()
    for (const array of [w, first, second]) keep(array, parameters)
  }
  kernels.softmax(y, logits, ROWS, OUTPUTS)
  keep(y, rowsOut)
  kernels.argmax(labels, logits, ROWS, OUTPUTS)
  keep(labels, ROWS)
  return kept
}

/** The functions that schedules and generated data are made of, and the roundings that the plain-JS engine relies on. */
function functionBits(): Uint32Array {
  const random = stream(2, 'self-check')
  const values = new Float64Array(256)
  for (let i = 0; i < values.length; i += 8) {
    const u = random.uniform()
    const x = 40 * u - 30
    values[i] = exp(x)
    values[i + 1] = log(u + 2 ** -40)
    values[i + 2] = exp((1 - u) * log(u))
    values[i + 3] = sinPi(x)
    values[i + 4] = cosPi(x)
    values[i + 5] = Math.sqrt(u)
    values[i + 6] = Math.fround(u * 2 ** -127)
    values[i + 7] = u * 2 ** -1030
  }
  return new Uint32Array(values.buffer)
}
