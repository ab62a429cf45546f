/**
 * A digit that is drawn by hand as an image like those of the data: moved to the middle, scaled to their size, and drawn with
 * their pen, whatever place and size it was drawn in.
 *
 *     ink = strength clamp((radius + softness / 2 - distance) / softness, 0, 1)      distance: of a pixel's centre to the stroke
 */
export interface Point {
  readonly x: number
  readonly y: number
}

export type Stroke = readonly Point[]

/** How images of a data set are made, in pixels. */
export interface Hand {
  readonly width: number
  readonly height: number
  /** the longer side of what is drawn */
  readonly size: number
  /** half the width of a stroke, and the width of its grey rim */
  readonly radius: number
  readonly softness: number
  /** the most ink, 0 .. 255 */
  readonly strength: number
  /** what stands in the middle of the image: the middle of the strokes' box, or of their ink */
  readonly middle: 'box' | 'ink'
}

/** As `digits()` writes: 16 to 21 pixels high, with pens of 0.6 to 1.5 pixels and 55 to 100 % ink, around the middle of 28. */
export const builtInHand: Hand = {
  width: 28,
  height: 28,
  size: 18.5,
  radius: 1.15,
  softness: 1.2,
  strength: 210,
  middle: 'box',
}

/** As MNIST was made: in a box of 20 of its 28 pixels, with the middle of the ink in the middle of the image. */
export function likeMnist(height: number, width: number): Hand {
  const scale = Math.min(width, height) / 28
  return { width, height, size: 20 * scale, radius: 1.3 * scale, softness: 1.2 * scale, strength: 255, middle: 'ink' }
}

/** @returns [height, width] bytes, 0 for paper; all 0 where nothing was drawn */
export function written(strokes: readonly Stroke[], hand: Hand): Uint8Array<ArrayBuffer> {
  const { width, height, middle } = hand
  const placed = fitted(strokes, hand)
  const image = inked(placed, hand)
  if (middle === 'box') return image
  const { x, y } = middleOf(image, width)
  const moved = placed.map((stroke) =>
    stroke.map((point) => ({ x: point.x + width / 2 - x, y: point.y + height / 2 - y })),
  )
  return inked(moved, hand)
}

/** In pixels, its box in the middle and as large as `size` allows. */
function fitted(strokes: readonly Stroke[], { width, height, size }: Hand): Stroke[] {
  const points = strokes.flat()
  const [left, right] = ends(points.map(({ x }) => x))
  const [top, bottom] = ends(points.map(({ y }) => y))
  const extent = Math.max(right - left, bottom - top)
  // a dot has no size to be scaled to
  const scale = extent === 0 ? 0 : size / extent
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: width / 2 + scale * (x - (left + right) / 2),
      y: height / 2 + scale * (y - (top + bottom) / 2),
    })),
  )
}

function ends(values: readonly number[]): [low: number, high: number] {
  return [Math.min(...values), Math.max(...values)]
}

function inked(
  strokes: readonly Stroke[],
  { width, height, radius, softness, strength }: Hand,
): Uint8Array<ArrayBuffer> {
  const image = new Uint8Array(width * height)
  const reach = radius + softness / 2
  for (const stroke of strokes) {
    for (const [i, to] of stroke.entries()) {
      const from = stroke[Math.max(0, i - 1)] as Point
      const [left, right] = ends([from.x, to.x])
      const [top, bottom] = ends([from.y, to.y])
      for (let row = Math.max(0, Math.floor(top - reach)); row < Math.min(height, bottom + reach); row++) {
        for (let column = Math.max(0, Math.floor(left - reach)); column < Math.min(width, right + reach); column++) {
          const far = distance({ x: column + 0.5, y: row + 0.5 }, from, to)
          const ink = strength * Math.min(1, Math.max(0, (reach - far) / softness))
          const pixel = row * width + column
          image[pixel] = Math.max(image[pixel] as number, Math.round(ink))
        }
      }
    }
  }
  return image
}

/** From a point to the straight piece between two. */
function distance({ x, y }: Point, from: Point, to: Point): number {
  const dx = to.x - from.x
  const dy = to.y - from.y
  const square = dx * dx + dy * dy
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / square))
  return Math.hypot(x - from.x - along * dx, y - from.y - along * dy)
}

/** The mean place of ink. */
export function middleOf(image: Uint8Array, width: number): Point {
  let [sum, x, y] = [0, 0, 0]
  for (const [pixel, ink] of image.entries()) {
    sum += ink
    x += ink * ((pixel % width) + 0.5)
    y += ink * (Math.floor(pixel / width) + 0.5)
  }
  return sum === 0 ? { x: width / 2, y: image.length / width / 2 } : { x: x / sum, y: y / sum }
}
