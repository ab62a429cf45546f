/** `onecycle schedule`: the values of one or several schedules, step by step, as words, JSON, CSV or a chart. */
import type { Command } from 'commander'
import { message } from '../../check.js'
import { whole } from '../../options.js'
import { type Chart, drawChart } from '../../report/svg/chart.js'
import { type ScheduleName, scheduleNames } from '../../schedules/index.js'
import { columns } from '../../words.js'
import { openPlaces } from '../files/place.js'
import { type CommonOptions, jsonOption, numeric, oneOf, seedOption } from '../shared/options.js'
import { print, printJson, short, tell, wrapped } from '../shared/output.js'
import {
  addScheduleOptions,
  checkOneCycleOptions,
  highestRate,
  makeSchedules,
  type ScheduleChoice,
} from '../shared/schedule-options.js'
import { UsageError } from '../shared/usage.js'
import { helpText } from '../terminal/help.js'
import { fitted } from '../terminal/table.js'
import { width } from '../terminal/width.js'

interface ScheduleOptions extends CommonOptions, ScheduleChoice {
  totalSteps: number
  csv?: true
  svg?: string
}

/** A schedule written out, index = step. */
interface Curve {
  /** the schedule's, with the dialect behind it where several are drawn */
  readonly name: string
  readonly totalSteps: number
  readonly learningRate: readonly number[]
  readonly momentum: readonly number[]
}

const where = 'schedule'
const PEAK = 1
const MOST_STEPS = 1_000_000

const EXAMPLES = `
${wrapped(`Names: ${scheduleNames.join(', ')}`).join('\n')}

Examples:
  onecycle schedule one-cycle
  onecycle schedule one-cycle --total-steps 1000 --peak 0.4 --dialect paper --svg one-cycle.svg
  onecycle schedule one-cycle --dialect paper,pytorch,fastai,optax --svg dialects.svg
  onecycle schedule one-cycle cosine step constant --total-steps 300 --svg overlay.svg
  onecycle schedule cosine-warmup --total-steps 500 --lr 0.1 --csv > cosine-warmup.csv`

export function addSchedule(program: Command): void {
  const command = program
    .command('schedule')
    .description('print or draw learning-rate schedules')
    .argument('<name...>', 'one schedule or several', Object.assign(collect, { names: scheduleNames }))
    .option('--total-steps <n>', 'updates in the run', numeric(where, '--total-steps', whole(1, MOST_STEPS)), 100)
  addScheduleOptions(command, `${PEAK}`)
  command
    .option('--csv', 'print CSV, one row per step')
    .option('--svg <file>', 'draw learning rate and momentum over the steps as SVG')
    .addOption(seedOption(where).default(1, '1, though nothing here is random'))
    .addOption(jsonOption())
    .addHelpText('after', helpText(EXAMPLES))
    .action(runSchedule)
}

const parseName = oneOf(where, 'name', scheduleNames)

/** `before` holds the names to the left. */
function collect(text: string, before: ScheduleName[] = []): ScheduleName[] {
  const name = parseName(text)
  return before.includes(name) ? before : [...before, name]
}

async function runSchedule(names: ScheduleName[], options: ScheduleOptions): Promise<void> {
  if (options.json && options.csv) {
    throw new UsageError(message(where, '--csv', 'one format on stdout', '--json as well'))
  }
  const peak = highestRate(where, options, PEAK)
  checkOneCycleOptions(where, options, names)
  const curves = names.flatMap((name) => curvesOf(name, options, peak))
  const { svg } = openPlaces(where, { svg: options.svg })
  if (options.json) printJson(curves.length === 1 ? curves[0] : curves)
  else if (options.csv) printCsv(curves)
  else printWords(curves, peak)
  if (svg === undefined) return
  await svg.write(drawChart(chartOf(curves, options.totalSteps)))
  tell(`wrote ${svg.path}`)
}

/** One curve, or of one-cycle one for each dialect of a list. */
function curvesOf(name: ScheduleName, options: ScheduleOptions, peak: number): Curve[] {
  const dialects = options.dialect?.split(',') ?? []
  if (name !== 'one-cycle' || dialects.length < 2) return [curveOf(name, name, options, peak)]
  return dialects.map((dialect) => curveOf(`${name} ${dialect}`, name, { ...options, dialect }, peak))
}

function curveOf(label: string, name: ScheduleName, options: ScheduleOptions, peak: number): Curve {
  const { totalSteps } = options
  const { learningRate, momentum } = makeSchedules(name, options, totalSteps, peak)
  const steps = Array.from({ length: totalSteps }, (_, step) => step)
  return { name: label, totalSteps, learningRate: steps.map(learningRate), momentum: steps.map(momentum) }
}

function printCsv(curves: readonly Curve[]): void {
  const rows = curves.flatMap(({ name, learningRate, momentum }) => {
    return learningRate.map((rate, step) => `${name},${step},${rate},${momentum[step]}`)
  })
  print(['schedule,step,learning_rate,momentum', ...rows].join('\n'))
}

const SKETCH_WIDTH = 60
const LEAST_SKETCH = 10

/** A sketch of each curve, then a table of some steps: the first, the last, and ten or so between. */
function printWords(curves: readonly Curve[], peak: number): void {
  const { totalSteps } = curves[0] as Curve
  print(`${totalSteps} steps, peak ${peak}`, '')
  const longest = Math.max(...curves.map(({ name }) => name.length))
  const room = Math.max(LEAST_SKETCH, Math.min(SKETCH_WIDTH, width() - longest - 2))
  print(...columns(curves.map((curve) => [curve.name, sketch(curve.learningRate, room)])), '')
  const parts = Math.min(12, totalSteps - 1)
  const steps = Array.from({ length: parts + 1 }, (_, i) => Math.round((i * (totalSteps - 1)) / Math.max(1, parts)))
  const several = curves.length > 1
  const head = curves.flatMap(({ name }) => (several ? [name] : ['learning rate', 'momentum']))
  const rows = steps.map((step) => [
    String(step),
    ...curves.flatMap(({ learningRate, momentum }) => {
      const rate = short(learningRate[step] as number)
      return several ? [rate] : [rate, short(momentum[step] as number)]
    }),
  ])
  print(...fitted([['step', ...head], ...rows]))
}

/** Eight heights from 0 to the highest value. */
function sketch(values: readonly number[], room: number): string {
  const shown = sampled(values, room)
  const highest = Math.max(...shown)
  const bar = (value: number) => '▁▂▃▄▅▆▇█'[Math.min(7, Math.floor((8 * value) / highest))] as string
  return shown.map(bar).join('')
}

function sampled(values: readonly number[], room: number): number[] {
  const length = Math.min(room, values.length)
  return Array.from({ length }, (_, i) => {
    return values[Math.round((i * (values.length - 1)) / Math.max(1, length - 1))] as number
  })
}

function chartOf(curves: readonly Curve[], totalSteps: number): Chart {
  return {
    xLabel: 'step',
    xMax: totalSteps - 1,
    names: curves.map(({ name }) => name),
    panels: [
      { label: 'learning rate', fromZero: true, series: curves.map(({ learningRate }) => learningRate), share: 0.64 },
      { label: 'momentum', fromZero: false, series: curves.map(({ momentum }) => momentum), share: 0.36 },
    ],
  }
}
