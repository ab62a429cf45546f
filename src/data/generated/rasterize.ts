/**
 * Draws strokes with soft edges into a square grey image, from + - * / sqrt alone.
 *
 * A curve becomes a chain of straight pieces; a pixel takes the ink of the piece that covers it most:
 *     ink = clamp((radius + softness / 2 - distance) / softness, 0, 1)
 * with the distance from the pixel's centre to the piece, so `softness` is the width of the grey rim in pixels.
 * Taking the largest value makes the image independent of the order of the pieces, and joints do not show.
 */

/** Straight pieces to one bend of a curve. */
const PIECES = 4

/**
 * Draws one uniform quadratic B-spline.
 *
 * @param ink      [size, size] in and out, 0 = no ink; keeps the larger of its own value and the new one
 * @param size     pixels in a row; pixel (column, row) has its centre at (column + 0.5, row + 0.5)
 * @param points   x0, y0, x1, y1, ... in pixels, at least two points; a point given twice is a sharp corner
 * @param startRadius half the width of the stroke where it starts, in pixels
 * @param endRadius   the same where it ends
 * @param softness width of the grey rim in pixels, above 0
 * @param strength ink in the middle of the stroke, at most 1
 */
export function drawStroke(
  ink: Float64Array,
  size: number,
  points: ArrayLike<number>,
  startRadius: number,
  endRadius: number,
  softness: number,
  strength: number,
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
      drawPiece(ink, size, x, y, toX, toY, radius, softness, strength)
      x = toX
      y = toY
      t += step
    }
  }
}

/** Draws one straight piece with round ends. */
function drawPiece(
  ink: Float64Array,
  size: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  radius: number,
  softness: number,
  strength: number,
): void {
  const reach = radius + softness / 2
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
    for (let column = left; column <= right; column++) {
      const px = column + 0.5 - x0
      const along = Math.min(1, Math.max(0, (px * dx + py * dy) * inverse))
      const ex = px - along * dx
      const ey = py - along * dy
      const squared = ex * ex + ey * ey
      if (squared >= reach * reach) continue
      const cover = strength * Math.min(1, (reach - Math.sqrt(squared)) / softness)
      const pixel = row * size + column
      if (cover > (ink[pixel] as number)) ink[pixel] = cover
    }
  }
}
