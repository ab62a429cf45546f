/**
 * Draws strokes with soft edges over a square image, from + - * / sqrt alone.
 *
 * A curve becomes a chain of straight pieces; a pixel takes the ink of the piece that covers it most:
 *     depth = radius + softness / 2 - distance        ink = strength clamp(depth / softness, 0, 1)
 * with the distance from the pixel's centre to the piece, so `softness` is the width of the grey rim in pixels.
 * Taking the largest value makes the image independent of the order of the pieces, and joints do not show. More depth is
 * never less ink, rounded or not, so that depths are kept and each pixel's ink is worked out once.
 */

/** Straight pieces to one bend of a curve. */
const PIECES = 4

/**
 * Draws one uniform quadratic B-spline.
 *
 * @param depths   [size, size] in and out, 0 = outside; keeps the larger of its own value and the new one
 * @param size     pixels in a row; pixel (column, row) has its centre at (column + 0.5, row + 0.5)
 * @param points   x0, y0, x1, y1, ... in pixels, at least two points; a point given twice is a sharp corner
 * @param startRadius half the width of the stroke where it starts, in pixels
 * @param endRadius   the same where it ends
 * @param softness width of the grey rim in pixels, above 0
 */
export function drawStroke(
  depths: Float64Array,
  size: number,
  points: ArrayLike<number>,
  startRadius: number,
  endRadius: number,
  softness: number,
): void {
  const count = points.length / 2
  const bends = Math.max(1, count - 2)
  const step = 1 / (bends * PIECES)
  let x = points[0] as number
  let y = points[1] as number
  let t = 0
  for (let bend = 0; bend < bends; bend++) {
    // the bend runs from (ax, ay) to (cx, cy) and leans towards (bx, by)
    const ax = x
    const ay = y
    const b = Math.min(bend + 1, count - 1)
    const bx = points[2 * b] as number
    const by = points[2 * b + 1] as number
    const next = Math.min(bend + 2, count - 1)
    const last = bend === bends - 1
    const cx = last ? (points[2 * next] as number) : (bx + (points[2 * next] as number)) / 2
    const cy = last ? (points[2 * next + 1] as number) : (by + (points[2 * next + 1] as number)) / 2
    for (let piece = 1; piece <= PIECES; piece++) {
      const u = piece / PIECES
      const v = 1 - u
      const toX = v * v * ax + 2 * u * v * bx + u * u * cx
      const toY = v * v * ay + 2 * u * v * by + u * u * cy
      const radius = startRadius + (endRadius - startRadius) * t
      drawPiece(depths, size, x, y, toX, toY, radius + softness / 2)
      x = toX
      y = toY
      t += step
    }
  }
}

/** The ink of a pixel so deep in strokes of that strength, the ink in their middle. */
export function inkAt(depth: number, softness: number, strength: number): number {
  return depth < softness ? strength * (depth / softness) : strength
}

/** Draws one straight piece with round ends. */
function drawPiece(
  depths: Float64Array,
  size: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  reach: number,
): void {
  const left = Math.max(0, Math.floor(Math.min(x0, x1) - reach))
  const right = Math.min(size - 1, Math.floor(Math.max(x0, x1) + reach))
  const top = Math.max(0, Math.floor(Math.min(y0, y1) - reach))
  const bottom = Math.min(size - 1, Math.floor(Math.max(y0, y1) + reach))
  const dx = x1 - x0
  const dy = y1 - y0
  const square = dx * dx + dy * dy
  // a piece of length 0 is a dot: every pixel is nearest to its start
  const inverse = square > 0 ? 1 / square : 0
  for (let row = top; row <= bottom; row++) {
    const py = row + 0.5 - y0
    const upwards = py * dy
    for (let column = left; column <= right; column++) {
      const px = column + 0.5 - x0
      const beside = (px * dx + upwards) * inverse
      const along = beside < 0 ? 0 : beside > 1 ? 1 : beside
      const ex = px - along * dx
      const ey = py - along * dy
      const depth = reach - Math.sqrt(ex * ex + ey * ey)
      const pixel = row * size + column
      if (depth > (depths[pixel] as number)) depths[pixel] = depth
    }
  }
}
