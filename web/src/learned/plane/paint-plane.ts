/** The plane of two inputs on a canvas. */
import type { Dataset } from 'onecycle'
import { coloured, colourOf, type Square } from './plane.ts'

/** Marks of held-out rows: more would hide the colours. */
const MARKS = 200
/** half the width of a mark, as a share of the picture's side */
const SIZE = 0.011

let scratch: HTMLCanvasElement | undefined

/** One canvas for all: to be drawn from at once. */
export function colouredPlane(
  answers: Float32Array,
  cells: number,
  paper: string,
  classes: readonly string[],
): HTMLCanvasElement {
  scratch ??= document.createElement('canvas')
  if (scratch.width !== cells) scratch.width = scratch.height = cells
  const pixels = coloured(answers, cells * cells, colourOf(paper), classes.map(colourOf))
  scratch.getContext('2d')?.putImageData(new ImageData(pixels, cells, cells), 0, 0)
  return scratch
}

/** Round for even classes, square for odd ones, so that colour is not all that tells them apart. */
export function pointsOf(
  { features, labels, count }: Dataset,
  { x, y, reach }: Square,
  side: number,
  paper: string,
  classes: readonly string[],
): HTMLCanvasElement {
  const made = document.createElement('canvas')
  made.width = side
  made.height = side
  const context = made.getContext('2d') as CanvasRenderingContext2D
  const scale = side / (2 * reach)
  const size = side * SIZE
  context.lineWidth = size / 2
  context.strokeStyle = paper
  for (let row = 0; row < Math.min(MARKS, count); row++) {
    const px = ((features[2 * row] as number) - x + reach) * scale
    const py = (y + reach - (features[2 * row + 1] as number)) * scale
    const label = labels[row] as number
    context.fillStyle = classes[label % classes.length] as string
    context.beginPath()
    if (label % 2 === 0) context.arc(px, py, size, 0, 2 * Math.PI)
    else context.rect(px - 0.9 * size, py - 0.9 * size, 1.8 * size, 1.8 * size)
    context.stroke()
    context.fill()
  }
  return made
}
