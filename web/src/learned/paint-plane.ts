/** The plane of two inputs on a canvas. */
import type { Dataset } from 'onecycle'
import { coloured, colourOf, type Square } from './plane.ts'

/** Marks of held-out rows: more would hide the colours. */
const MARKS = 200
const SIZE = 5

export function colouredPlane(
  answers: Float32Array,
  cells: number,
  paper: string,
  classes: readonly string[],
): HTMLCanvasElement {
  const made = document.createElement('canvas')
  made.width = cells
  made.height = cells
  const pixels = coloured(answers, cells * cells, colourOf(paper), classes.map(colourOf))
  made.getContext('2d')?.putImageData(new ImageData(pixels, cells, cells), 0, 0)
  return made
}

/** Round for even classes, square for odd ones, so that colour is not all that tells them apart. */
export function drawPoints(
  context: CanvasRenderingContext2D,
  { features, labels, count }: Dataset,
  { x, y, reach }: Square,
  side: number,
  paper: string,
  classes: readonly string[],
): void {
  const scale = side / (2 * reach)
  context.lineWidth = 2
  context.strokeStyle = paper
  for (let row = 0; row < Math.min(MARKS, count); row++) {
    const px = ((features[2 * row] as number) - x + reach) * scale
    const py = (y + reach - (features[2 * row + 1] as number)) * scale
    const label = labels[row] as number
    context.fillStyle = classes[label % classes.length] as string
    context.beginPath()
    if (label % 2 === 0) context.arc(px, py, SIZE, 0, 2 * Math.PI)
    else context.rect(px - SIZE + 0.5, py - SIZE + 0.5, 2 * SIZE - 1, 2 * SIZE - 1)
    context.stroke()
    context.fill()
  }
}
