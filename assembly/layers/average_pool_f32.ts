/**
 * The mean of each window of X[B, H, W, C], channel by channel, over the taps that are inside the image.
 *
 *     average_pool_forward_f32    y(b, oy, ox, c) = (sum of x(b, oy stride - top + ky, ox stride - left + kx, c)) (1 / taps)
 *     average_pool_backward_f32   dX = 0, then dx(each tap's place) += dy(b, oy, ox, c) (1 / taps), (oy, ox) ascending
 *
 * The sum is one chain from 0, (ky, kx) ascending; 1 / taps is the f32 nearest to it.
 */

export function average_pool_forward_f32(
  y: usize, x: usize, batch: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, kw: i32, stride: i32, top: i32, left: i32,
): void {
  const pixel = <usize>channels << 2
  const line = <usize>width * pixel
  for (let b = 0; b < batch; b++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const y0 = oy * stride - top
      const ky0 = max(-y0, 0)
      const rows = min(kh, height - y0) - ky0
      for (let ox = 0; ox < outWidth; ox++) {
        const x0 = ox * stride - left
        const kx0 = max(-x0, 0)
        const columns = min(kw, width - x0) - kx0
        mean(y, x + <usize>(y0 + ky0) * line + <usize>(x0 + kx0) * pixel, channels, line, rows, columns)
        y += pixel
      }
    }
    x += <usize>height * line
  }
}

/** One window, from its first pixel inside the image. */
@inline
function mean(y: usize, corner: usize, channels: i32, line: usize, rows: i32, columns: i32): void {
  const pixel = <usize>channels << 2
  const share: f32 = 1 / <f32>(rows * columns)
  const end = corner + <usize>rows * line
  if (channels < 4) {
    for (let c: usize = 0; c < pixel; c += 4) {
      let sum: f32 = 0
      for (let from = corner + c; from < end; from += line) {
        for (let at = from, last = from + <usize>columns * pixel; at < last; at += pixel) sum += load<f32>(at)
      }
      store<f32>(y + c, sum * share)
    }
    return
  }
  // a last group of four that would stand over starts earlier, and finds the same
  for (let c: usize = 0; c < pixel; c += 16) {
    const lanes = min(c, pixel - 16)
    let sum = f32x4.splat(0)
    for (let from = corner + lanes; from < end; from += line) {
      for (let at = from, last = from + <usize>columns * pixel; at < last; at += pixel) sum = f32x4.add(sum, v128.load(at))
    }
    v128.store(y + lanes, f32x4.mul(sum, f32x4.splat(share)))
  }
}

export function average_pool_backward_f32(
  dx: usize, dy: usize, batch: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, kw: i32, stride: i32, top: i32, left: i32,
): void {
  const pixel = <usize>channels << 2
  const line = <usize>width * pixel
  memory.fill(dx, 0, <usize>batch * height * line)
  for (let b = 0; b < batch; b++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const y0 = oy * stride - top
      const ky0 = max(-y0, 0)
      const rows = min(kh, height - y0) - ky0
      for (let ox = 0; ox < outWidth; ox++) {
        const x0 = ox * stride - left
        const kx0 = max(-x0, 0)
        const columns = min(kw, width - x0) - kx0
        const share: f32 = 1 / <f32>(rows * columns)
        const corner = dx + <usize>(y0 + ky0) * line + <usize>(x0 + kx0) * pixel
        for (let from = corner, end = corner + <usize>rows * line; from < end; from += line) {
          for (let at = from, last = from + <usize>columns * pixel; at < last; at += pixel) add(at, dy, channels, share)
        }
        dy += pixel
      }
    }
    dx += <usize>height * line
  }
}

@inline
function add(dx: usize, dy: usize, channels: i32, share: f32): void {
  const end = dx + (<usize>channels << 2)
  const whole = dx + (<usize>(channels & ~3) << 2)
  const shares = f32x4.splat(share)
  for (; dx < whole; dx += 16, dy += 16) v128.store(dx, f32x4.add(v128.load(dx), f32x4.mul(v128.load(dy), shares)))
  for (; dx < end; dx += 4, dy += 4) store<f32>(dx, load<f32>(dx) + load<f32>(dy) * share)
}
