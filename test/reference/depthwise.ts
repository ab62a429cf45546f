/**
 * Oracles of the convolution of each channel by itself: written as the contract reads and nothing else. W [kh, kw, channels].
 * `round` is Math.fround, or in f64 nothing.
 */
import { tapsOf, type Windowed, windowsOf } from './windows.js'

const { fround } = Math
type Numbers = ArrayLike<number>

export function orderedDepthwise(shape: Windowed, x: Numbers, w: Numbers, bias: Numbers, round = fround): number[] {
  const { batch, channels, kw } = shape
  const { outHeight, outWidth } = windowsOf(shape)
  const y = Array.from({ length: batch * outHeight * outWidth * channels }, (_, i) => bias[i % channels]!)
  for (const { window, ky, kx, pixel } of tapsOf(shape)) {
    for (let c = 0; c < channels; c++) {
      const at = window * channels + c
      y[at] = round(y[at]! + round(x[pixel * channels + c]! * w[(ky * kw + kx) * channels + c]!))
    }
  }
  return y
}

/** A chain for each image, then the images. */
export function orderedDepthwiseWeight(shape: Windowed, x: Numbers, dz: Numbers, round = fround): number[] {
  const { batch, height, width, channels, kh, kw } = shape
  const parts = Array.from({ length: batch }, () => Array.from({ length: kh * kw * channels }, () => 0))
  for (const { window, ky, kx, pixel } of tapsOf(shape)) {
    const part = parts[Math.floor(pixel / (height * width))]!
    for (let c = 0; c < channels; c++) {
      const at = (ky * kw + kx) * channels + c
      part[at] = round(part[at]! + round(x[pixel * channels + c]! * dz[window * channels + c]!))
    }
  }
  return Array.from({ length: kh * kw * channels }, (_, i) => parts.reduce((sum, part) => round(sum + part[i]!), 0))
}

export function orderedDepthwiseInput(shape: Windowed, dz: Numbers, w: Numbers, round = fround): number[] {
  const { batch, height, width, channels, kw } = shape
  const dx = Array.from({ length: batch * height * width * channels }, () => 0)
  for (const { window, ky, kx, pixel } of tapsOf(shape)) {
    for (let c = 0; c < channels; c++) {
      const at = pixel * channels + c
      dx[at] = round(dx[at]! + round(dz[window * channels + c]! * w[(ky * kw + kx) * channels + c]!))
    }
  }
  return dx
}
