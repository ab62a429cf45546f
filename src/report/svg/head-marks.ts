/** Upright lines of a plot, each with its name above the frame. */
import type { Frame } from './clip.js'
import { HEAD_GAP, placeHeads } from './heads.js'
import { DIGIT, label, pixels, type Stroke, strokeAttributes } from './marks.js'

/** An upright line with its name above the frame. */
export interface Mark extends Stroke {
  readonly x: number
  readonly name: string
}

const ROW = 15

/** What the names take above the frame, and how to draw them once the frame is known. */
export function marksHead(
  marks: readonly Mark[],
  xAt: (value: number) => number,
  width: number,
): { readonly height: number; draw(frame: Frame): string[] } {
  const heads = marks.map(({ x, name }) => ({ x: xAt(x), width: DIGIT * name.length }))
  const placed = placeHeads(heads, width)
  const rows = placed.reduce((most, { row }) => Math.max(most, row + 1), 0)
  return {
    height: rows * ROW,
    draw: (frame) =>
      marks.flatMap((mark, i) => {
        const { row, anchor } = placed[i] as (typeof placed)[number]
        const x = (heads[i] as (typeof heads)[number]).x
        const foot = frame.top - row * ROW
        const line = `<path d="M${pixels(x)} ${pixels(foot - ROW + 3)}V${pixels(frame.bottom)}" ${strokeAttributes(mark)}/>`
        const side = anchor === 'start' ? HEAD_GAP : -HEAD_GAP
        return [line, label(x + side, foot - 4, mark.name, anchor, { color: mark.color })]
      }),
  }
}
