/** The kernels of all layers beyond dense. */
import { LAYERS_NUMERIC_VERSION } from '../numeric-version.js'
import { Ground, type Part } from './ground.js'
import { imageBits } from './images.js'
import type { LayerKernels } from './kernels.js'

export const layers = {
  family: 'layers',
  known: 'batchNormMoments',
  bits(core, fill) {
    const kernels = core.layers as LayerKernels
    const ground = new Ground(core, fill)
    imageBits(kernels, ground)
    batchNormBits(kernels, ground)
    gateBits(kernels, ground)
    dropoutBits(kernels, ground)
    averagePoolBits(kernels, ground)
    addBits(kernels, ground)
    layerNormBits(kernels, ground)
    depthwiseBits(kernels, ground)
    return ground.kept
  },
  digest: LAYERS_NUMERIC_VERSION,
  found: new WeakMap(),
} as const satisfies Part

function batchNormBits(kernels: LayerKernels, ground: Ground): void {
  const [count, channels] = [9, 13] as const
  const numbers = count * channels
  const [x, dy] = [ground.given(numbers), ground.given(numbers)]
  const [factor, shift] = [ground.given(channels), ground.given(channels)]
  const y = ground.room(numbers)
  const [mean, variance, dgamma, dbeta] = [0, 1, 2, 3].map(() => ground.room(channels)) as [
    number,
    number,
    number,
    number,
  ]
  kernels.batchNormMoments(mean, variance, x, count, channels)
  ground.keep(mean, channels)
  ground.keep(variance, channels)
  kernels.batchNormForward(y, x, mean, factor, shift, count, channels)
  ground.keep(y, numbers)
  kernels.batchNormBackwardScale(dgamma, dbeta, dy, x, mean, variance, count, channels)
  ground.keep(dgamma, channels)
  ground.keep(dbeta, channels)
  kernels.batchNormBackwardInput(y, dy, x, mean, variance, dbeta, dgamma, factor, count, channels)
  ground.keep(y, numbers)
}

function gateBits(kernels: LayerKernels, ground: Ground): void {
  const n = 29
  const [x, dy, y] = [ground.given(n), ground.given(n), ground.room(n)]
  for (const [a, b] of [
    [1, 0],
    [12, 0.7],
  ] as const) {
    kernels.gateForward(y, x, n, a, b)
    ground.keep(y, n)
    kernels.gateBackward(y, dy, x, n, a, b)
    ground.keep(y, n)
  }
}

function dropoutBits(kernels: LayerKernels, ground: Ground): void {
  const n = 47
  const [x, y] = [ground.given(n), ground.room(n)]
  kernels.dropout(y, x, n, -0x12345678, 0x6789abcd, 0x9abcdef0, 2.5)
  ground.keep(y, n)
}

function averagePoolBits({ averagePoolForward, averagePoolBackward }: LayerKernels, ground: Ground): void {
  const [batch, height, width, channels] = [2, 5, 7, 5] as const
  const [outHeight, outWidth] = [3, 4] as const
  const outputs = batch * outHeight * outWidth * channels
  const inputs = batch * height * width * channels
  const [x, dy] = [ground.given(inputs), ground.given(outputs)]
  const [y, dx] = [ground.room(outputs), ground.room(inputs)]
  averagePoolForward(y, x, batch, height, width, channels, outHeight, outWidth, 3, 3, 2, 1, 1)
  ground.keep(y, outputs)
  averagePoolBackward(dx, dy, batch, height, width, channels, outHeight, outWidth, 3, 3, 2, 1, 1)
  ground.keep(dx, inputs)
}

function addBits({ add }: LayerKernels, ground: Ground): void {
  const n = 31
  const [a, b, y] = [ground.given(n), ground.given(n), ground.room(n)]
  add(y, a, b, n)
  ground.keep(y, n)
}

function layerNormBits(kernels: LayerKernels, ground: Ground): void {
  const [count, channels] = [7, 9] as const
  const numbers = count * channels
  const [x, dy] = [ground.given(numbers), ground.given(numbers)]
  const [gamma, beta] = [ground.given(channels), ground.given(channels)]
  const [y, moments] = [ground.room(numbers), ground.room(2 * count)]
  const [dgamma, dbeta] = [ground.room(channels), ground.room(channels)]
  kernels.layerNormForward(y, moments, x, gamma, beta, count, channels, 1e-5)
  ground.keep(y, numbers)
  kernels.layerNormBackwardScale(dgamma, dbeta, dy, x, moments, count, channels)
  ground.keep(dgamma, channels)
  ground.keep(dbeta, channels)
  kernels.layerNormBackwardInput(y, dy, x, moments, gamma, count, channels)
  ground.keep(y, numbers)
}

function depthwiseBits(kernels: LayerKernels, ground: Ground): void {
  const [batch, channels, taps] = [2, 5, 9] as const
  const outputs = batch * 12 * channels
  const inputs = batch * 35 * channels
  const sizes = [batch, 5, 7, channels, 3, 4, 3, 3, 2, 1, 1] as const
  const [x, dz, y, dx] = [ground.given(inputs), ground.given(outputs), ground.room(outputs), ground.room(inputs)]
  const [w, bias] = [ground.given(taps * channels), ground.given(channels)]
  const [dw, work] = [ground.room(taps * channels), ground.room(taps * channels)]
  kernels.depthwiseForward(y, x, w, bias, ...sizes)
  ground.keep(y, outputs)
  kernels.depthwiseBackwardWeight(dw, 0, x, dz, ...sizes, work)
  ground.keep(dw, taps * channels)
  kernels.depthwiseBackwardInput(dx, dz, w, ...sizes)
  ground.keep(dx, inputs)
}
