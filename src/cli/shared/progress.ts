/**
 * The status line: one line on a terminal that is drawn over itself, at most ten times a second, and cleared at the end.
 * Where the stream is no terminal there is none.
 */
import type { StepRecord } from '../../entry/index.js'
import { printable } from '../terminal/printable.js'

/** What is needed of process.stderr. */
export interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

export interface StatusLine {
  /** Draws the parts of a line, unless the last drawing is too fresh; `parts` is only called if they are drawn. */
  update(parts: () => readonly string[]): void
  clear(): void
}

const INTERVAL = 100

export function createStatusLine(
  terminal: Terminal,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  now: () => number = () => performance.now(),
): StatusLine {
  const { NO_COLOR, TERM } = environment
  if (terminal.isTTY !== true || TERM === 'dumb') return { update: () => {}, clear: () => {} }
  // an empty NO_COLOR does not count: no-color.org
  const dim = (text: string) => (NO_COLOR ? text : `\u001b[2m${text}\u001b[22m`)
  let drawn = -Infinity
  let visible = false
  return {
    update(parts) {
      const time = now()
      if (time - drawn < INTERVAL) return
      drawn = time
      visible = true
      // a full last column would wrap, and the next drawing would miss the line above
      terminal.write(`\r${dim(shortened(parts(), (terminal.columns || 80) - 1))}\u001b[K`)
    },
    clear() {
      if (visible) terminal.write('\r\u001b[K')
      visible = false
    },
  }
}

/** The parts that fit: what does not is left out as a whole, but for the first. */
function shortened(parts: readonly string[], most: number): string {
  let count = parts.length
  while (count > 1 && lineOf(parts.slice(0, count)).length > most) count--
  return lineOf(parts.slice(0, count)).slice(0, most)
}

/** The parts of a line of progress, apart enough to be told from words. */
export function lineOf(parts: readonly string[]): string {
  return printable(parts.join('  '))
}

/** Share of the smoothed loss that survives a step. */
const INERTIA = 0.98

/**
 * Follows a run step by step and says where it is:
 *
 *     train  120/237  epoch 2/3  0:03 left  loss 0.3120  rate 0.0871  momentum 0.862  412 steps/s
 *
 * The loss is the exponential average over steps, s = 0.98 s + 0.02 loss, divided by the weight it has collected.
 */
export function createProgress(label: string, epochs: number, line: StatusLine, now = () => performance.now()) {
  const start = now()
  let average = 0
  let missing = 1
  let steps = 0
  return (record: StepRecord): void => {
    average = INERTIA * average + (1 - INERTIA) * record.loss
    missing *= INERTIA
    steps++
    line.update(() => {
      const { step, totalSteps, epoch, learningRate, momentum } = record
      const perSecond = steps / ((now() - start) / 1000)
      return [
        label,
        `${step}/${totalSteps}`,
        `epoch ${epoch + 1}/${epochs}`,
        `${clock((totalSteps - step) / perSecond)} left`,
        `loss ${(average / (1 - missing)).toFixed(4)}`,
        `rate ${learningRate.toPrecision(3)}`,
        `momentum ${momentum.toFixed(3)}`,
        `${Math.round(perSecond)} steps/s`,
      ]
    })
  }
}

/** Seconds as m:ss, from an hour on h:mm:ss. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`
}
