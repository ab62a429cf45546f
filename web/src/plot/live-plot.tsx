/** A plot that is drawn again and again while numbers come in: uPlot, in the colours of the page, at most once a frame. */
import { useEffect, useRef } from 'preact/hooks'
import './language.ts'
import uPlot from 'uplot'
import './live-plot.css'
import { forget, paint } from './painter.ts'
import { colour, useTheme } from './theme.ts'

export interface Curve {
  readonly name: string
  /** a tone of the page, as `curve-1` */
  readonly tone: string
  readonly width?: number
  readonly dash?: readonly number[]
  /** what is only expected, or was */
  readonly faint?: boolean
  /** values beside `x`; null where there is none */
  readonly values: ArrayLike<number | null>
  /** drawn as an area between two curves: the place of the lower one in the list */
  readonly downTo?: number
}

export interface Axis {
  readonly label: string
  readonly logarithmic?: boolean
  /** fixed ends; else what the values need */
  readonly range?: readonly [low: number, high: number]
  readonly text?: (value: number) => string
}

interface LivePlotProps {
  /** what a reader of screens hears of the plot; a table or sentence beside it should tell the rest */
  readonly title: string
  readonly height: number
  readonly x: ArrayLike<number>
  readonly xAxis: Axis
  readonly yAxis: Axis
  readonly curves: readonly Curve[]
  /** draws over the plot: finish lines, marks, handles */
  readonly over?: (plot: uPlot) => void
  /** is told the plot, to turn pixels into values and back */
  readonly onReady?: (plot: uPlot) => void
}

export function LivePlot({ title, height, x, xAxis, yAxis, curves, over, onReady }: LivePlotProps) {
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const drawn = useRef({ over })
  drawn.current = { over }
  const theme = useTheme()
  const shape = JSON.stringify([
    theme,
    height,
    xAxis.label,
    xAxis.logarithmic,
    xAxis.range,
    yAxis.label,
    yAxis.logarithmic,
    yAxis.range,
    curves.map(({ name, tone, width, dash, faint, downTo }) => [name, tone, width, dash, faint, downTo]),
  ])

  useEffect(() => {
    const host = place.current as HTMLDivElement
    const made = new uPlot(optionsOf(), [[], ...curves.map(() => [])] as uPlot.AlignedData, host)
    plot.current = made
    onReady?.(made)
    const resized = new ResizeObserver(() => made.setSize({ width: host.clientWidth, height }))
    resized.observe(host)
    return () => {
      resized.disconnect()
      made.destroy()
      plot.current = null
    }

    function optionsOf(): uPlot.Options {
      return {
        width: host.clientWidth,
        height,
        cursor: { drag: { x: false, y: false }, y: false },
        legend: { show: false },
        scales: { x: scaleOf(xAxis), y: scaleOf(yAxis) },
        axes: [
          { ...axisOf(xAxis), size: 30 },
          { ...axisOf(yAxis), size: 46, labelGap: 6 },
        ],
        series: [
          {},
          ...curves.map(({ name, tone, width = 2, dash, faint }) => ({
            label: name,
            stroke: `${colour(tone)}${faint ? '59' : ''}`,
            width,
            ...(dash === undefined ? {} : { dash: [...dash] }),
            points: { show: false },
            spanGaps: true,
          })),
        ],
        bands: curves.flatMap(({ downTo, tone }, i) =>
          downTo === undefined ? [] : [{ series: [i + 1, downTo + 1] as [number, number], fill: `${colour(tone)}33` }],
        ),
        hooks: { draw: [(u) => drawn.current.over?.(u)] },
      }
    }
  }, [shape])

  useEffect(() => {
    paint(place, () => {
      plot.current?.setData([x, ...curves.map(({ values }) => values)] as unknown as uPlot.AlignedData)
    })
  })
  useEffect(() => () => forget(place), [])

  return <div class="live-plot" role="img" aria-label={title} ref={place} style={{ minHeight: `${height}px` }} />
}

function scaleOf({ logarithmic, range }: Axis): uPlot.Scale {
  return {
    time: false,
    ...(logarithmic ? { distr: 3 as const } : {}),
    ...(range === undefined ? {} : { range: [range[0], range[1]] as [number, number] }),
  }
}

function axisOf({ label, text }: Axis): uPlot.Axis {
  return {
    label,
    labelSize: 22,
    stroke: colour('faint'),
    grid: { stroke: colour('grid'), width: 1 },
    ticks: { stroke: colour('grid'), width: 1 },
    ...(text === undefined
      ? {}
      : { values: (_: uPlot, ticks: number[]) => ticks.map((t) => (t === null ? '' : text(t))) }),
  }
}
