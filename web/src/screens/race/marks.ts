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
