/** What an engine needs to know of the kernels of layers beyond dense; only a network that has such a layer loads it. */
import type { Core } from '../core.js'
import { conv2dWorkspace } from './conv2d.js'
import type { LayerKernels } from './kernels.js'

/** All of them, by which their exports are found. */
export const layerKernels = [
  'conv2dForward',
  'conv2dBackwardInput',
  'conv2dBackwardWeight',
  'conv2dBackwardBias',
  'maxPoolForward',
  'maxPoolBackward',
  'batchNormMoments',
  'batchNormForward',
  'batchNormBackwardScale',
  'batchNormBackwardInput',
  'gateForward',
  'gateBackward',
  'dropout',
  'averagePoolForward',
  'averagePoolBackward',
  'add',
  'layerNormForward',
  'layerNormBackwardScale',
  'layerNormBackwardInput',
  'depthwiseForward',
  'depthwiseBackwardWeight',
  'depthwiseBackwardInput',
] as const satisfies (keyof LayerKernels)[]

/** Writes pinned numbers into an operand; another index gives others. */
type Fill = (values: Float32Array, index: number) => void

/** Every kernel over pinned numbers of odd sizes: what each wrote. @param core fresh: it is used up */
export function layerBits(core: Core, fill: Fill): Uint32Array[] {
  const kernels = core.layers as LayerKernels
  const ground = new Ground(core, fill)
  conv2dBits(kernels, ground)
  maxPoolBits(kernels, ground)
  batchNormBits(kernels, ground)
  gateBits(kernels, ground)
  dropoutBits(kernels, ground)
  averagePoolBits(kernels, ground)
  addBits(kernels, ground)
  layerNormBits(kernels, ground)
  depthwiseBits(kernels, ground)
  return ground.kept
}

/** Operands one after the other in the arena, and copies of results. */
class Ground {
  readonly kept: Uint32Array[] = []
  readonly #core: Core
  readonly #fill: Fill
  #top: number
  #operands = 0

  constructor(core: Core, fill: Fill) {
    this.#core = core
    this.#fill = fill
    this.#top = core.start
  }

  /** Room for n floats. */
  room(n: number): number {
    const pointer = this.#top
    this.#top += 4 * n
    this.#core.grow(this.#top)
    return pointer
  }

  /** n pinned numbers. */
  given(n: number): number {
    const pointer = this.room(n)
    this.#fill(this.#core.f32.subarray(pointer >>> 2, (pointer >>> 2) + n), this.#operands++)
    return pointer
  }

  keep(pointer: number, floats: number): void {
    this.kept.push(new Uint32Array(this.#core.u8.slice(pointer, pointer + 4 * floats).buffer))
  }
}

/** A window that stands over on every side, five images and eleven filters: tails in every direction. */
function conv2dBits(kernels: LayerKernels, ground: Ground): void {
  const [batch, filters, stride] = [5, 11, 2] as const
  const size = { height: 5, width: 7, channels: 3, outHeight: 3, outWidth: 4, kh: 3, kw: 4, stride, top: 1, left: 1 }
  const { height, width, channels, outHeight, outWidth, kh, kw, top, left } = size
  const over = [height, width, channels, outHeight, outWidth, kh, kw, stride, top, left, filters] as const
  const [taps, pixels] = [kh * kw * channels, outHeight * outWidth]
  const [inputs, weights, outputs] = [batch * height * width * channels, taps * filters, batch * pixels * filters]
  const x = ground.given(inputs)
  const w = ground.given(weights)
  const bias = ground.given(filters)
  const dz = ground.given(outputs)
  const y = ground.room(outputs)
  const dx = ground.room(inputs)
  const dw = ground.room(weights)
  const db = ground.room(filters)
  const work = ground.room(conv2dWorkspace(size, filters))
  for (const activation of [0, 1]) {
    kernels.conv2dForward(y, x, w, bias, batch, ...over, activation, work)
    ground.keep(y, outputs)
    kernels.conv2dBackwardInput(dx, dz, w, x, batch, ...over, activation, work)
    ground.keep(dx, inputs)
  }
  kernels.conv2dBackwardWeight(dw, x, dz, batch, 0, kw * channels, ...over, work)
  ground.keep(dw, weights)
  kernels.conv2dBackwardBias(db, dz, batch, pixels, filters, work)
  ground.keep(db, filters)
}

function maxPoolBits({ maxPoolForward, maxPoolBackward }: LayerKernels, ground: Ground): void {
  const [batch, height, width, channels] = [2, 5, 7, 5] as const
  const [outHeight, outWidth] = [3, 4] as const
  const outputs = batch * outHeight * outWidth * channels
  const inputs = batch * height * width * channels
  const x = ground.given(inputs)
  const dy = ground.given(outputs)
  const y = ground.room(outputs)
  const winners = ground.room(outputs / 4)
  const dx = ground.room(inputs)
  maxPoolForward(y, winners, x, batch, height, width, channels, outHeight, outWidth, 3, 3, 2, 1, 1)
  ground.keep(y, outputs)
  ground.keep(winners, outputs / 4)
  maxPoolBackward(dx, dy, winners, batch, height, width, channels, outHeight, outWidth, 3, 3, 2, 1, 1)
  ground.keep(dx, inputs)
}

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
  kernels.depthwiseBackwardWeight(dw, x, dz, ...sizes, work)
  ground.keep(dw, taps * channels)
  kernels.depthwiseBackwardInput(dx, dz, w, ...sizes)
  ground.keep(dx, inputs)
}
