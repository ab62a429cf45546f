/** A finish line over a plot, dashed. Its name stands in the legend, where no curve crosses it. */
import type uPlot from 'uplot'
import { colour } from './theme.ts'

const TONE = 'ink'
const DASH = [6, 4]

/** What the legend shows of it. */
export function finishLine(at: string): { readonly name: string; readonly tone: string; readonly dash: number[] } {
  return { name: `finish line ${at}`, tone: TONE, dash: DASH }
}

export function drawFinish(plot: uPlot, target: number): void {
  const { ctx, bbox } = plot
  const y = plot.valToPos(target, 'y', true)
  if (y < bbox.top || y > bbox.top + bbox.height) return
  const ratio = devicePixelRatio
  ctx.save()
  ctx.strokeStyle = colour(TONE)
  ctx.lineWidth = 1.5 * ratio
  ctx.setLineDash(DASH.map((length) => length * ratio))
  ctx.beginPath()
  ctx.moveTo(bbox.left, y)
  ctx.lineTo(bbox.left + bbox.width, y)
  ctx.stroke()
  ctx.restore()
}
