/** The plane of data with two inputs: a grid of rows to ask a network about, and the colours of its answers. */
/** A square around all points. */
export interface Square {
  readonly x: number
  readonly y: number
  /** half of a side */
  readonly reach: number
}

/** Beyond the furthest point, as a share of the reach. */
const MARGIN = 0.08

/** @param features x and y of each row */
export function squareOf(features: ArrayLike<number>): Square {
  const low = [Infinity, Infinity] as [number, number]
  const high = [-Infinity, -Infinity] as [number, number]
  for (let i = 0; i < features.length; i++) {
    const value = features[i] as number
    const axis = (i % 2) as 0 | 1
    low[axis] = Math.min(low[axis], value)
    high[axis] = Math.max(high[axis], value)
  }
  const reach = (Math.max(high[0] - low[0], high[1] - low[1]) / 2) * (1 + MARGIN)
  return { x: (low[0] + high[0]) / 2, y: (low[1] + high[1]) / 2, reach: reach || 1 }
}

/** The middles of side x side cells, row by row from the top. */
export function gridOf({ x, y, reach }: Square, side: number): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(2 * side * side)
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      const at = 2 * (j * side + i)
      rows[at] = x + reach * ((2 * i + 1) / side - 1)
      rows[at + 1] = y - reach * ((2 * j + 1) / side - 1)
    }
  }
  return rows
}

export type Colour = readonly [red: number, green: number, blue: number]

/** How much of a class's colour stands on the paper where a network is sure of it. */
const FULL = 0.5

/**
 * Between the paper, where all classes are equally likely, and the colours of the classes.
 *
 * @returns red, green, blue and 255 for each row of answers
 */
export function coloured(
  answers: ArrayLike<number>,
  rows: number,
  paper: Colour,
  classes: readonly Colour[],
): Uint8ClampedArray<ArrayBuffer> {
  const outputs = answers.length / rows
  const even = 1 / Math.max(2, outputs)
  const pixels = new Uint8ClampedArray(4 * rows)
  // no arrays in here: it runs for every cell of every picture
  for (let row = 0; row < rows; row++) {
    let [red, green, blue] = paper
    for (let c = 0; c < Math.max(2, outputs); c++) {
      const single = answers[row] as number
      const chance = outputs > 1 ? (answers[row * outputs + c] as number) : c === 1 ? single : 1 - single
      if (chance <= even) continue
      const share = (FULL * (chance - even)) / (1 - even)
      const colour = classes[c % classes.length] as Colour
      red += share * (colour[0] - paper[0])
      green += share * (colour[1] - paper[1])
      blue += share * (colour[2] - paper[2])
    }
    pixels[4 * row] = red
    pixels[4 * row + 1] = green
    pixels[4 * row + 2] = blue
    pixels[4 * row + 3] = 255
  }
  return pixels
}

/** #rrggbb, or #rgb as style sheets shorten it, as numbers. */
export function colourOf(text: string): Colour {
  const digits = text.replace('#', '')
  const full = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  const number = Number.parseInt(full, 16)
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255]
}
