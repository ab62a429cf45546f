/**
 * A convolution of each channel of X[B, H, W, C] by itself, with W[kh, kw, C]. Taps outside the image are not there.
 *
 *     depthwise_forward_f32           y(b, oy, ox, c) = bias(c) + sum of x(b, oy stride - top + ky, ox stride - left + kx, c) w(ky, kx, c),
 *                                     one chain from the bias, (ky, kx) ascending
 *     depthwise_backward_weight_f32   dw(ky, kx, c) = sum over b of P(b), from 0; P(b) = sum of x dz, from 0, (oy, ox) ascending
 *                                     db(c) likewise with the sum of dz for P(b), unless db is 0
 *     depthwise_backward_input_f32    dX = 0, then dx(each tap's place) += dz(b, oy, ox, c) w(ky, kx, c), (oy, ox) ascending
 */
import { add_image_bias } from './conv2d_weight_f32'

export function depthwise_forward_f32(
  y: usize, x: usize, w: usize, bias: usize, batch: i32,
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
        const columns = <usize>(min(kw, width - x0) - kx0) * pixel
        const corner = x + <usize>(y0 + ky0) * line + <usize>(x0 + kx0) * pixel
        window(y, corner, w + <usize>(ky0 * kw + kx0) * pixel, bias, pixel, line, <usize>kw * pixel, rows, columns)
        y += pixel
      }
    }
    x += <usize>height * line
  }
}

/** One window, from its first tap inside the image: `rows` of them, of `columns` bytes each. */
@inline
function window(
  y: usize, corner: usize, w: usize, bias: usize, pixel: usize, line: usize, filterLine: usize, rows: i32, columns: usize,
): void {
  if (pixel < 16) {
    for (let c: usize = 0; c < pixel; c += 4) {
      let sum = load<f32>(bias + c)
      for (let ky = 0; ky < rows; ky++) {
        const from = corner + <usize>ky * line + c
        const weights = w + <usize>ky * filterLine + c
        for (let at: usize = 0; at < columns; at += pixel) sum += load<f32>(from + at) * load<f32>(weights + at)
      }
      store<f32>(y + c, sum)
    }
    return
  }
  // a last group of four that would stand over starts earlier, and finds the same
  for (let c: usize = 0; c < pixel; c += 16) {
    const lanes = min(c, pixel - 16)
    let sum = v128.load(bias + lanes)
    for (let ky = 0; ky < rows; ky++) {
      const from = corner + <usize>ky * line + lanes
      const weights = w + <usize>ky * filterLine + lanes
      for (let at: usize = 0; at < columns; at += pixel) {
        sum = f32x4.add(sum, f32x4.mul(v128.load(from + at), v128.load(weights + at)))
      }
    }
    v128.store(y + lanes, sum)
  }
}

export function depthwise_backward_weight_f32(
  dw: usize, db: usize, x: usize, dz: usize, batch: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, kw: i32, stride: i32, top: i32, left: i32, work: usize,
): void {
  const pixel = <usize>channels << 2
  const line = <usize>width * pixel
  const filter = <usize>(kh * kw) * pixel
  memory.fill(dw, 0, filter)
  if (db) memory.fill(db, 0, pixel)
  for (let b = 0; b < batch; b++) {
    if (db) add_image_bias(db, dz, outHeight * outWidth, channels, work)
    memory.fill(work, 0, filter)
    for (let oy = 0; oy < outHeight; oy++) {
      const y0 = oy * stride - top
      for (let ox = 0; ox < outWidth; ox++) {
        const x0 = ox * stride - left
        const columns = <usize>(min(kw, width - x0) - max(-x0, 0)) * pixel
        for (let ky = max(-y0, 0); ky < min(kh, height - y0); ky++) {
          const from = x + <usize>(y0 + ky) * line + <usize>max(x0, 0) * pixel
          const to = work + <usize>(ky * kw + max(-x0, 0)) * pixel
          for (let at: usize = 0; at < columns; at += pixel) add_products(to + at, from + at, dz, pixel)
        }
        dz += pixel
      }
    }
    for (let at: usize = 0; at < filter; at += 4) store<f32>(dw + at, load<f32>(dw + at) + load<f32>(work + at))
    x += <usize>height * line
  }
}

export function depthwise_backward_input_f32(
  dx: usize, dz: usize, w: usize, batch: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, kw: i32, stride: i32, top: i32, left: i32,
): void {
  const pixel = <usize>channels << 2
  const line = <usize>width * pixel
  memory.fill(dx, 0, <usize>batch * height * line)
  for (let b = 0; b < batch; b++) {
    for (let oy = 0; oy < outHeight; oy++) {
      const y0 = oy * stride - top
      for (let ox = 0; ox < outWidth; ox++) {
        const x0 = ox * stride - left
        const columns = <usize>(min(kw, width - x0) - max(-x0, 0)) * pixel
        for (let ky = max(-y0, 0); ky < min(kh, height - y0); ky++) {
          const to = dx + <usize>(y0 + ky) * line + <usize>max(x0, 0) * pixel
          const from = w + <usize>(ky * kw + max(-x0, 0)) * pixel
          for (let at: usize = 0; at < columns; at += pixel) add_products(to + at, from + at, dz, pixel)
        }
        dz += pixel
      }
    }
    dx += <usize>height * line
  }
}

/** to(c) += a(c) d(c). */
@inline
function add_products(to: usize, a: usize, d: usize, pixel: usize): void {
  const end = to + pixel
  const whole = to + (pixel & ~15)
  for (; to < whole; to += 16, a += 16, d += 16) {
    v128.store(to, f32x4.add(v128.load(to), f32x4.mul(v128.load(a), v128.load(d))))
  }
  for (; to < end; to += 4, a += 4, d += 4) store<f32>(to, load<f32>(to) + load<f32>(a) * load<f32>(d))
}
