/**
 * The largest number of each window of X[B, H, W, C], channel by channel, and which of the window's taps it was.
 *
 *     max_pool_forward_f32    y(b, oy, ox, c) = the first largest x(b, oy stride - top + ky, ox stride - left + kx, c)
 *     max_pool_backward_f32   dX = 0, then dx(the winner's place) += dy(b, oy, ox, c), (oy, ox) ascending
 *
 * (ky, kx) ascend; a later tap wins by being larger, or by being the first NaN. Taps outside the image are not there. The
 * winner is kept as ky kw + kx, a byte, in the order of Y; the bytes of a row of the batch are filled up to a multiple of 4.
 */

export function max_pool_forward_f32(
  y: usize, winners: usize, x: usize, batch: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, kw: i32, stride: i32, top: i32, left: i32,
): void {
  const pixel = <usize>channels << 2
  const line = <usize>width * pixel
  const winnerRow = <usize>((outHeight * outWidth * channels + 3) & ~3)
  for (let b = 0; b < batch; b++) {
    let winner = winners
    for (let oy = 0; oy < outHeight; oy++) {
      const y0 = oy * stride - top
      for (let ox = 0; ox < outWidth; ox++) {
        const x0 = ox * stride - left
        // above and left of the image where the window stands over
        const corner = x + <usize>y0 * line + <usize>x0 * pixel
        if (kh == 2 && kw == 2 && channels >= 4 && inside(y0, 2, height) && inside(x0, 2, width)) {
          largest_of_four(y, winner, corner, channels, line)
        } else {
          largest(
            y, winner, corner, channels, line, kw,
            max(-y0, 0), min(kh, height - y0), max(-x0, 0), min(kw, width - x0),
          )
        }
        y += pixel
        winner += channels
      }
    }
    winners += winnerRow
    x += <usize>height * line
  }
}

@inline
function inside(start: i32, taps: i32, size: i32): bool {
  return start >= 0 && start + taps <= size
}

/** A window of 2 x 2 inside the image, the usual one; 4 channels or more. */
@inline
function largest_of_four(y: usize, winner: usize, corner: usize, channels: i32, line: usize): void {
  const pixel = <usize>channels << 2
  const below = corner + line
  for (let c = 0; c < channels; c += 4) {
    const from = <usize>min(c, channels - 4)
    const at = from << 2
    let best = v128.load(corner + at)
    let v = v128.load(corner + pixel + at)
    let wins = beats(v, best)
    best = v128.bitselect(v, best, wins)
    let first = v128.and(i32x4.splat(1), wins)
    v = v128.load(below + at)
    wins = beats(v, best)
    best = v128.bitselect(v, best, wins)
    first = v128.bitselect(i32x4.splat(2), first, wins)
    v = v128.load(below + pixel + at)
    wins = beats(v, best)
    v128.store(y + at, v128.bitselect(v, best, wins))
    store_winners(winner + from, v128.bitselect(i32x4.splat(3), first, wins))
  }
}

/** Where v is larger than the best so far, or the first NaN. */
@inline
function beats(v: v128, best: v128): v128 {
  return v128.andnot(f32x4.eq(best, best), f32x4.le(v, best))
}

@inline
function store_winners(to: usize, taps: v128): void {
  const narrow = i16x8.narrow_i32x4_u(taps, taps)
  v128.store_lane<i32>(to, i8x16.narrow_i16x8_u(narrow, narrow), 0)
}

/** One window: its taps ky from `ky0` to `ky1` - 1 and kx from `kx0` to `kx1` - 1 are inside the image, and are one at least. */
@inline
function largest(
  y: usize, winner: usize, corner: usize, channels: i32, line: usize, kw: i32, ky0: i32, ky1: i32, kx0: i32, kx1: i32,
): void {
  const pixel = <usize>channels << 2
  if (channels < 4) {
    for (let c = 0; c < channels; c++, corner += 4, y += 4, winner++) {
      let best: f32 = -Infinity
      let first = ky0 * kw + kx0
      for (let ky = ky0; ky < ky1; ky++) {
        for (let kx = kx0; kx < kx1; kx++) {
          const v = load<f32>(corner + <usize>ky * line + <usize>kx * pixel)
          if (best == best && !(v <= best)) {
            best = v
            first = ky * kw + kx
          }
        }
      }
      store<f32>(y, best)
      store<u8>(winner, <u8>first)
    }
    return
  }
  // a last group of four that would stand over starts earlier, and finds the same
  for (let c = 0; c < channels; c += 4) {
    const from = <usize>min(c, channels - 4)
    let best = f32x4.splat(-Infinity)
    let first = i32x4.splat(ky0 * kw + kx0)
    for (let ky = ky0; ky < ky1; ky++) {
      let at = corner + <usize>ky * line + <usize>kx0 * pixel + (from << 2)
      for (let kx = kx0; kx < kx1; kx++) {
        const v = v128.load(at)
        const wins = beats(v, best)
        best = v128.bitselect(v, best, wins)
        first = v128.bitselect(i32x4.splat(ky * kw + kx), first, wins)
        at += pixel
      }
    }
    v128.store(y + (from << 2), best)
    store_winners(winner + from, first)
  }
}

export function max_pool_backward_f32(
  dx: usize, dy: usize, winners: usize, batch: i32,
  height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32,
  kh: i32, kw: i32, stride: i32, top: i32, left: i32,
): void {
  const pixel = <usize>channels << 2
  const line = <usize>width * pixel
  const winnerRow = <usize>((outHeight * outWidth * channels + 3) & ~3)
  // windows of 2 x 2 side by side, which fill the image
  if (kh == 2 && kw == 2 && stride == 2 && outHeight * 2 == height && outWidth * 2 == width) {
    return spread_over_four(dx, dy, winners, batch, line, channels, outHeight, outWidth)
  }
  memory.fill(dx, 0, <usize>batch * height * line)
  for (let b = 0; b < batch; b++) {
    let winner = winners
    for (let oy = 0; oy < outHeight; oy++) {
      const y0 = oy * stride - top
      for (let ox = 0; ox < outWidth; ox++) {
        const x0 = ox * stride - left
        const corner = dx + <usize>y0 * line + <usize>x0 * pixel
        for (let ky = max(-y0, 0); ky < min(kh, height - y0); ky++) {
          for (let kx = max(-x0, 0); kx < min(kw, width - x0); kx++) {
            add_where(corner + <usize>ky * line + <usize>kx * pixel, dy, winner, channels, ky * kw + kx)
          }
        }
        dy += pixel
        winner += channels
      }
    }
    winners += winnerRow
    dx += <usize>height * line
  }
}

function spread_over_four(
  dx: usize, dy: usize, winners: usize, batch: i32, line: usize, channels: i32, outHeight: i32, outWidth: i32,
): void {
  const pixel = <usize>channels << 2
  const winnerRow = <usize>((outHeight * outWidth * channels + 3) & ~3)
  const whole = <usize>channels & ~3
  for (let b = 0; b < batch; b++, winners += winnerRow) {
    let winner = winners
    for (let oy = 0; oy < outHeight; oy++, dx += line) {
      for (let ox = 0; ox < outWidth; ox++, dx += pixel) {
        const below = dx + line
        for (let c: usize = 0; c < whole; c += 4, dx += 16, dy += 16, winner += 4) {
          const at = below + (c << 2)
          const won = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(winner)))
          // what is sent is 0 + dy, which is never -0
          const sent = f32x4.add(v128.load(dy), f32x4.splat(0))
          v128.store(dx, v128.and(sent, i32x4.eq(won, i32x4.splat(0))))
          v128.store(dx + pixel, v128.and(sent, i32x4.eq(won, i32x4.splat(1))))
          v128.store(at, v128.and(sent, i32x4.eq(won, i32x4.splat(2))))
          v128.store(at + pixel, v128.and(sent, i32x4.eq(won, i32x4.splat(3))))
        }
        for (let c = whole; c < <usize>channels; c++, dx += 4, dy += 4, winner++) {
          const at = below + (c << 2)
          const won = load<u8>(winner)
          const sent = load<f32>(dy) + 0
          store<f32>(dx, won == 0 ? sent : 0)
          store<f32>(dx + pixel, won == 1 ? sent : 0)
          store<f32>(at, won == 2 ? sent : 0)
          store<f32>(at + pixel, won == 3 ? sent : 0)
        }
      }
    }
  }
}

/** dx(c) += dy(c) where the winner of channel c is this tap; elsewhere it adds +0, which changes no sum that began at +0. */
@inline
function add_where(dx: usize, dy: usize, winner: usize, channels: i32, tap: i32): void {
  const end = winner + channels
  const whole = winner + (channels & ~3)
  const taps = i32x4.splat(tap)
  for (; winner < whole; winner += 4, dx += 16, dy += 16) {
    const won = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(winner)))
    v128.store(dx, f32x4.add(v128.load(dx), v128.and(v128.load(dy), i32x4.eq(won, taps))))
  }
  for (; winner < end; winner++, dx += 4, dy += 4) {
    if (load<u8>(winner) == tap) store<f32>(dx, load<f32>(dx) + load<f32>(dy))
  }
}
