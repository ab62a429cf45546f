/** What is drawn over the plots of the race. */
import type uPlot from 'uplot'
import { colour } from '../../plot/theme.ts'

/** Where the race is: a thin upright line. */
export function drawPosition(plot: uPlot, step: number): void {
  const { ctx, bbox } = plot
  const x = plot.valToPos(step, 'x', true)
  ctx.save()
  ctx.strokeStyle = colour('axis')
  ctx.lineWidth = devicePixelRatio
  ctx.beginPath()
  ctx.moveTo(x, bbox.top)
  ctx.lineTo(x, bbox.top + bbox.height)
  ctx.stroke()
  ctx.restore()
}

/** The finish line: dashed, with its name. */
export function drawFinish(plot: uPlot, target: number, text: string): void {
  const { ctx, bbox } = plot
  const y = plot.valToPos(target, 'y', true)
  if (y < bbox.top || y > bbox.top + bbox.height) return
  const ratio = devicePixelRatio
  ctx.save()
  ctx.strokeStyle = colour('ink')
  ctx.fillStyle = colour('ink')
  ctx.lineWidth = 1.5 * ratio
  ctx.setLineDash([6 * ratio, 4 * ratio])
  ctx.beginPath()
  ctx.moveTo(bbox.left, y)
  ctx.lineTo(bbox.left + bbox.width, y)
  ctx.stroke()
  ctx.font = `${12 * ratio}px system-ui, sans-serif`
  ctx.textAlign = 'right'
  ctx.textBaseline = 'top'
  ctx.fillText(text, bbox.left + bbox.width - 6 * ratio, y + 4 * ratio)
  ctx.restore()
}

/** Where a lane first crosses it: a disc with a rim. */
export function drawArrival(plot: uPlot, step: number, accuracy: number, tone: string): void {
  const { ctx } = plot
  const ratio = devicePixelRatio
  ctx.save()
  ctx.fillStyle = colour(tone)
  ctx.strokeStyle = colour('paper')
  ctx.lineWidth = 2 * ratio
  ctx.beginPath()
  ctx.arc(plot.valToPos(step, 'x', true), plot.valToPos(accuracy, 'y', true), 6 * ratio, 0, 2 * Math.PI)
  ctx.fill()
  ctx.stroke()
  ctx.restore()
}
