/** A finish line over a plot: dashed, with its name. */
import type uPlot from 'uplot'
import { colour } from './theme.ts'

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
