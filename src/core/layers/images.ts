/** The kernels of convolutions and max pooling. */
import { conv2dWorkspace } from './conv2d.js'
import { Ground, type Part } from './ground.js'
import type { LayerKernels } from './kernels.js'

export const images = {
  family: 'images',
  known: 'maxPoolForward',
  bits(core, fill) {
    const ground = new Ground(core, fill)
    imageBits(core.layers as LayerKernels, ground)
    return ground.kept
  },
  digest: '49ca064ad851f739',
  found: new WeakMap(),
} as const satisfies Part

export function imageBits(kernels: LayerKernels, ground: Ground): void {
  conv2dBits(kernels, ground)
  maxPoolBits(kernels, ground)
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
  kernels.conv2dBackwardWeight(dw, db, x, dz, batch, 0, kw * channels, ...over, work)
  ground.keep(dw, weights)
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
