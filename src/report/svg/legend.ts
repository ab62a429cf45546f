/** The legend over a drawing: a piece of each line with its name, in as many rows as they need. */
import { label, type Stroke, strokeAttributes } from './marks.js'

const ROW = 20

/** @returns its marks, and how much of the drawing's top they take */
export function legendOf(
  entries: readonly (readonly [name: string, stroke: Stroke])[],
  left: number,
  right: number,
): { lines: string[]; height: number } {
  const lines: string[] = []
  let x = left
  let y = 18
  for (const [name, stroke] of entries) {
    const width = 36 + 7 * name.length + 14
    if (x > left && x + width > right) {
      x = left
      y += ROW
    }
    lines.push(
      `<polyline points="${x},${y - 4} ${x + 26},${y - 4}" ${strokeAttributes(stroke)}/>`,
      label(x + 33, y, name, 'start'),
    )
    x += width
  }
  return { lines, height: y + 6 }
}
