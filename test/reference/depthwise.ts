/** Oracles of the convolution of each channel by itself: written as the contract reads and nothing else. W [kh, kw, channels]. */
import { tapsOf, type Windowed, windowsOf } from './windows.js'

const { fround } = Math

export function orderedDepthwise(shape: Windowed, x: Float32Array, w: Float32Array, bias: Float32Array): Float32Array {
  const { batch, channels, kw } = shape
  const { outHeight, outWidth } = windowsOf(shape)
  const y = Float32Array.from({ length: batch * outHeight * outWidth * channels }, (_, i) => bias[i % channels]!)
  for (const { window, ky, kx, pixel } of tapsOf(shape)) {
    for (let c = 0; c < channels; c++) {
      y[window * channels + c]! += fround(x[pixel * channels + c]! * w[(ky * kw + kx) * channels + c]!)
    }
  }
  return y
}

/** A chain for each image, then the images. */
export function orderedDepthwiseWeight(shape: Windowed, x: Float32Array, dz: Float32Array): Float32Array {
  const { batch, height, width, channels, kh, kw } = shape
  const parts = Array.from({ length: batch }, () => new Float32Array(kh * kw * channels))
  for (const { window, ky, kx, pixel } of tapsOf(shape)) {
    const part = parts[Math.floor(pixel / (height * width))]!
    for (let c = 0; c < channels; c++) {
      part[(ky * kw + kx) * channels + c]! += fround(x[pixel * channels + c]! * dz[window * channels + c]!)
    }
  }
  const sums = new Float32Array(kh * kw * channels)
  for (const part of parts) for (const [i, value] of part.entries()) sums[i]! += value
  return sums
}

export function orderedDepthwiseInput(shape: Windowed, dz: Float32Array, w: Float32Array): Float32Array {
  const { batch, height, width, channels, kw } = shape
  const dx = new Float32Array(batch * height * width * channels)
  for (const { window, ky, kx, pixel } of tapsOf(shape)) {
    for (let c = 0; c < channels; c++) {
      dx[pixel * channels + c]! += fround(dz[window * channels + c]! * w[(ky * kw + kx) * channels + c]!)
    }
  }
  return dx
}
