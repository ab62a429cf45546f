/**
 * Oracles for what moves a window over images: written as the contract reads and nothing else. `round` is Math.fround, or in
 * f64 nothing.
 */
const { fround } = Math

/** Images [height, width, channels] and a window over them. */
export interface Windowed {
  readonly batch: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly kh: number
  readonly kw: number
  readonly stride: number
  readonly padding: 'valid' | 'same'
}

/** Windows in one direction, and how far before the image the first begins. */
export function windowsAlong(size: number, taps: number, stride: number, padding: 'valid' | 'same') {
  if (padding === 'valid') return { out: Math.floor((size - taps) / stride) + 1, before: 0 }
  const out = Math.ceil(size / stride)
  return { out, before: Math.floor(Math.max((out - 1) * stride + taps - size, 0) / 2) }
}

/** Size of the output and first window. */
export function windowsOf({ height, width, kh, kw, stride, padding }: Windowed) {
  const { out: outHeight, before: top } = windowsAlong(height, kh, stride, padding)
  const { out: outWidth, before: left } = windowsAlong(width, kw, stride, padding)
  return { outHeight, outWidth, top, left }
}

/** Every pair of a window and a tap of it that is inside the image: (image, window, ky, kx) ascending. */
export function* tapsOf(shape: Windowed) {
  const { batch, height, width, kh, kw, stride } = shape
  const { outHeight, outWidth, top, left } = windowsOf(shape)
  for (let b = 0; b < batch; b++) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++) {
        const window = (b * outHeight + oy) * outWidth + ox
        for (let ky = 0; ky < kh; ky++) {
          for (let kx = 0; kx < kw; kx++) {
            const [y, x] = [oy * stride - top + ky, ox * stride - left + kx]
            if (y < 0 || y >= height || x < 0 || x >= width) continue
            yield { window, ky, kx, pixel: (b * height + y) * width + x }
          }
        }
      }
    }
  }
}

/** The largest of each window, the first of equal ones, or its first NaN; and which tap that was. */
export function orderedMaxPool(shape: Windowed, x: ArrayLike<number>) {
  const { batch, channels, kw } = shape
  const { outHeight, outWidth } = windowsOf(shape)
  const y = Array.from({ length: batch * outHeight * outWidth * channels }, () => 0)
  const winners: (number | undefined)[] = y.map(() => undefined)
  for (const { window, ky, kx, pixel } of tapsOf(shape)) {
    for (let c = 0; c < channels; c++) {
      const at = window * channels + c
      const value = x[pixel * channels + c]!
      const best = y[at]!
      const wins = winners[at] === undefined || value > best || (Number.isNaN(value) && !Number.isNaN(best))
      if (!wins) continue
      y[at] = value
      winners[at] = ky * kw + kx
    }
  }
  return { y, winners: winners as number[] }
}

/** dY at the winner of each window, windows ascending, from 0. */
export function orderedMaxPoolBackward(
  shape: Windowed,
  winners: readonly number[],
  dy: ArrayLike<number>,
  round = fround,
): number[] {
  const { batch, height, width, channels, kw } = shape
  const dx = Array.from({ length: batch * height * width * channels }, () => 0)
  for (const { window, ky, kx, pixel } of tapsOf(shape)) {
    for (let c = 0; c < channels; c++) {
      const [at, from] = [pixel * channels + c, window * channels + c]
      if (winners[from] === ky * kw + kx) dx[at] = round(dx[at]! + dy[from]!)
    }
  }
  return dx
}

/** The mean of each window over its taps inside the image: the sum first, then times 1 / taps. */
export function orderedAveragePool(shape: Windowed, x: ArrayLike<number>, round = fround): number[] {
  const { batch, channels } = shape
  const { outHeight, outWidth } = windowsOf(shape)
  const y = Array.from({ length: batch * outHeight * outWidth * channels }, () => 0)
  const counts = countsOf(shape)
  for (const { window, pixel } of tapsOf(shape)) {
    for (let c = 0; c < channels; c++) {
      const at = window * channels + c
      y[at] = round(y[at]! + x[pixel * channels + c]!)
    }
  }
  return y.map((sum, i) => round(sum * round(1 / counts[Math.floor(i / channels)]!)))
}

/** dY of each window times 1 / taps at each of its taps, windows ascending, from 0. */
export function orderedAveragePoolBackward(shape: Windowed, dy: ArrayLike<number>, round = fround): number[] {
  const { batch, height, width, channels } = shape
  const dx = Array.from({ length: batch * height * width * channels }, () => 0)
  const counts = countsOf(shape)
  for (const { window, pixel } of tapsOf(shape)) {
    const share = round(1 / counts[window]!)
    for (let c = 0; c < channels; c++) {
      const at = pixel * channels + c
      dx[at] = round(dx[at]! + round(dy[window * channels + c]! * share))
    }
  }
  return dx
}

/** Taps inside the image of each window. */
function countsOf(shape: Windowed): number[] {
  const counts: number[] = []
  for (const { window } of tapsOf(shape)) counts[window] = (counts[window] ?? 0) + 1
  return counts
}

/** Sizes 1 to 13, windows 1 to 5, strides 1 to 3, 1 to 9 channels, 1 to 5 images, both paddings. */
export function* windowedShapes(): Generator<Windowed> {
  for (const padding of ['valid', 'same'] as const) {
    for (let stride = 1; stride <= 3; stride++) {
      for (const [kh, kw] of [
        [1, 1],
        [2, 2],
        [3, 3],
        [4, 4],
        [5, 5],
        [1, 3],
        [3, 2],
      ] as const) {
        let turn = 0
        for (let height = 1; height <= 13; height++) {
          const width = ((height * 5) % 13) + 1
          if (padding === 'valid' && (height < kh || width < kw)) continue
          turn += 1
          yield { batch: ((turn * 3) % 5) + 1, height, width, channels: (turn % 9) + 1, kh, kw, stride, padding }
        }
      }
    }
  }
}
