/** Oracles for convolutions: written as the contract reads and nothing else. */
import { tapsOf, type Windowed, windowsOf } from './windows.js'

/** Images, a window over them and the filters W [kh, kw, channels, filters] of a convolution. */
export interface Convolution extends Windowed {
  readonly filters: number
}

const { fround } = Math

/** bias(o), then x w for every tap inside, (ky, kx, c) ascending. `round` is Math.fround, or in f64 nothing. */
export function orderedConv2d(
  shape: Convolution,
  x: ArrayLike<number>,
  w: ArrayLike<number>,
  bias: ArrayLike<number>,
  round = fround,
): number[] {
  const { batch, channels, kw, filters } = shape
  const { outHeight, outWidth } = windowsOf(shape)
  const y = Array.from({ length: batch * outHeight * outWidth * filters }, (_, i) => bias[i % filters]!)
  for (const { window, ky, kx, pixel } of tapsOf(shape)) {
    for (let c = 0; c < channels; c++) {
      const tap = ((ky * kw + kx) * channels + c) * filters
      const value = x[pixel * channels + c]!
      for (let o = 0; o < filters; o++) {
        const at = window * filters + o
        y[at] = round(y[at]! + round(value * w[tap + o]!))
      }
    }
  }
  return y
}

/** From 0, dz w for every window that a pixel is in, (oy, ox, o) ascending. */
export function orderedConv2dBackwardInput(
  shape: Convolution,
  dz: ArrayLike<number>,
  w: ArrayLike<number>,
  round = fround,
): number[] {
  const { batch, height, width, channels, kw, filters } = shape
  const dx = Array.from({ length: batch * height * width * channels }, () => 0)
  for (const { window, ky, kx, pixel } of tapsOf(shape)) {
    for (let c = 0; c < channels; c++) {
      const at = pixel * channels + c
      const tap = ((ky * kw + kx) * channels + c) * filters
      for (let o = 0; o < filters; o++) dx[at] = round(dx[at]! + round(dz[window * filters + o]! * w[tap + o]!))
    }
  }
  return dx
}

/** For each image from 0, x dz, (oy, ox) ascending, x being 0 outside; from 0, the images ascending. */
export function orderedConv2dBackwardWeight(
  shape: Convolution,
  x: ArrayLike<number>,
  dz: ArrayLike<number>,
  round = fround,
): number[] {
  const { batch, height, width, channels, kh, kw, stride, filters } = shape
  const { outHeight, outWidth, top, left } = windowsOf(shape)
  const dw = Array.from({ length: kh * kw * channels * filters }, () => 0)
  for (let b = 0; b < batch; b++) {
    for (let at = 0; at < dw.length; at++) {
      const o = at % filters
      const c = Math.floor(at / filters) % channels
      const tap = Math.floor(at / filters / channels)
      let sum = 0
      for (let oy = 0; oy < outHeight; oy++) {
        for (let ox = 0; ox < outWidth; ox++) {
          const [row, column] = [oy * stride - top + Math.floor(tap / kw), ox * stride - left + (tap % kw)]
          const inside = row >= 0 && row < height && column >= 0 && column < width
          const value = inside ? x[((b * height + row) * width + column) * channels + c]! : 0
          sum = round(sum + round(value * dz[((b * outHeight + oy) * outWidth + ox) * filters + o]!))
        }
      }
      dw[at] = round(dw[at]! + sum)
    }
  }
  return dw
}

/** For each image from 0 over its windows; from 0, the images ascending. */
export function orderedConv2dBackwardBias(shape: Convolution, dz: ArrayLike<number>, round = fround): number[] {
  const { batch, filters } = shape
  const { outHeight, outWidth } = windowsOf(shape)
  const pixels = outHeight * outWidth
  return Array.from({ length: filters }, (_, o) => {
    let sum = 0
    for (let b = 0; b < batch; b++) {
      let part = 0
      for (let p = 0; p < pixels; p++) part = round(part + dz[(b * pixels + p) * filters + o]!)
      sum = round(sum + part)
    }
    return sum
  })
}
