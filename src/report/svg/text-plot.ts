/** A curve drawn with characters: as wide as a terminal is at the least, readable in a log file. */
import { checkInteger, readResult } from '../../check.js'

/** What a plot of characters shows. */
export interface TextPlot {
  /** positions of points, each 0 .. 1 from the left and from the bottom; what lies outside is left out */
  readonly points: readonly (readonly [number, number])[]
  /** the same for fainter ones, under the points */
  readonly faint: readonly (readonly [number, number])[]
  /** letters on the axis, and where */
  readonly marks: readonly (readonly [string, number])[]
  /** texts at the left of the top and bottom line, and under the ends of the axis */
  readonly yLabels: readonly [string, string]
  readonly xLabels: readonly [string, string]
  /** columns of the whole plot, and lines above the axis */
  readonly width: number
  readonly height: number
}

/** The lines of the plot, its axis and the texts under it. */
export function drawTextPlot(plot: TextPlot): string[] {
  return readResult('drawTextPlot', 'plot', plot, 'points', 'its declaration', textPlotOf)
}

/** Columns and lines. */
const MOST = 1000

function textPlotOf({ points, faint, marks, yLabels, xLabels, width, height }: TextPlot): string[] {
  for (const [what, cells] of Object.entries({ width, height })) checkInteger('drawTextPlot', what, cells, 1, MOST)
  const [top, bottom] = yLabels
  const margin = Math.max(top.length, bottom.length)
  const columns = width - margin - 2
  const rows = Array.from({ length: height }, () => new Array<string>(columns).fill(' '))
  const column = (x: number): number => Math.round(x * (columns - 1))
  const draw = (list: TextPlot['points'], mark: string): void => {
    for (const [x, y] of list) {
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) continue
      const row = rows[height - 1 - Math.round(y * (height - 1))] as string[]
      row[column(x)] = mark
    }
  }
  draw(faint, '·')
  draw(points, '●')
  const axis = new Array<string>(columns).fill('─')
  for (const [letter, x] of marks) {
    if (!(x >= 0 && x <= 1)) continue
    let at = column(x)
    // letters that would fall on one another stand side by side
    while (axis[at] !== '─' && at < columns - 1) at++
    axis[at] = letter
    for (const row of rows) if (row[at] === ' ') row[at] = '┊'
  }
  const [left, right] = xLabels
  const gap = Math.max(1, columns - left.length - right.length)
  return [
    ...rows.map((row, i) => {
      const label = i === 0 ? top : i === height - 1 ? bottom : ''
      return `${label.padStart(margin)} │${row.join('')}`.trimEnd()
    }),
    `${''.padStart(margin)} └${axis.join('')}`,
    `${''.padStart(margin + 2)}${left}${' '.repeat(gap)}${right}`,
  ]
}
