/** Level lines of a plot, each named where the fewest curves run; those outside of the frame are told in words. */
import { checkInteger } from '../../check.js'
import { clipSegment, type Frame, type Point } from './clip.js'
import { DIGIT, label, pixels, type Stroke, strokeAttributes } from './marks.js'
import { tone } from './tones.js'

/** A level line; one outside of the frame is told in words by its label. */
export interface Rule extends Stroke {
  readonly y: number
  readonly label?: string
}

const HEIGHT = 13
/** Lines that a plot can tell apart: each name looks for its place among all others. */
const MOST = 100

/** @param curves what is drawn beside them, as points of the drawing */
export function drawRules(
  rules: readonly Rule[],
  yAt: (value: number) => number,
  frame: Frame,
  curves: readonly (readonly Point[])[],
): string[] {
  checkInteger('drawPlot', 'rules.length', rules.length, 0, MOST)
  const taken: Frame[] = []
  const inside = rules.filter(({ y }) => yAt(y) >= frame.top - 0.5 && yAt(y) <= frame.bottom + 0.5)
  const lines = inside.map((rule) => {
    const stroke = strokeAttributes({ width: 1, ...rule })
    return `<path d="M${pixels(frame.left)} ${pixels(yAt(rule.y))}H${pixels(frame.right)}" ${stroke}/>`
  })
  const names = inside.flatMap(({ y, label: name }) => {
    if (name === undefined) return []
    const box = freestBox(yAt(y), DIGIT * name.length, frame, curves, taken)
    taken.push(box)
    return [label(box.left, box.bottom - 3, name, 'start', { color: tone('faint'), halo: true })]
  })
  return [...lines, ...names, ...outside(rules, yAt, frame)]
}

/** The place along the line, above it or below, that meets the fewest curves and no other name. */
function freestBox(
  y: number,
  width: number,
  { left, top, right, bottom }: Frame,
  curves: readonly (readonly Point[])[],
  taken: readonly Frame[],
): Frame {
  const starts = [0, 1, 0.75, 0.5, 0.25].map((share) => left + 4 + share * (right - left - 8 - width))
  const boxes = [y - HEIGHT - 1, y + 2].flatMap((head) =>
    starts.map((start): Frame => ({ left: start, top: head, right: start + width, bottom: head + HEIGHT })),
  )
  const cost = (box: Frame): number => {
    const out = box.top < top || box.bottom > bottom ? 1e3 : 0
    const names = taken.filter((other) => overlap(box, other)).length
    return out + 1e4 * names + curves.reduce((sum, points) => sum + crossings(points, box), 0)
  }
  return boxes.reduce((best, box) => (cost(box) < cost(best) ? box : best))
}

function overlap(a: Frame, b: Frame): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

function crossings(points: readonly Point[], box: Frame): number {
  return points.filter((point, i) => i > 0 && clipSegment(points[i - 1] as Point, point, box) !== null).length
}

/** One line of words at the edge beyond which they lie. */
function outside(rules: readonly Rule[], yAt: (value: number) => number, frame: Frame): string[] {
  const names = (beyond: (y: number) => boolean): string =>
    rules
      .filter(({ y }) => beyond(yAt(y)))
      .flatMap(({ label: name }) => name ?? [])
      .join(', ')
  const style = { color: tone('faint'), halo: true }
  const above = names((y) => y < frame.top - 0.5)
  const below = names((y) => y > frame.bottom + 0.5)
  return [
    ...(above === '' ? [] : [label(frame.right - 4, frame.top + HEIGHT, `above the axis: ${above}`, 'end', style)]),
    ...(below === '' ? [] : [label(frame.right - 4, frame.bottom - 5, `below the axis: ${below}`, 'end', style)]),
  ]
}
