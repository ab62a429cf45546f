/** Schedules that go up and down again and again. */
import type { NumberParameter } from '../parameters.ts'
import { ofRate, ofRun, shortNumber } from '../quantity.ts'
import type { Kind } from './kind.ts'

const cycles: NumberParameter = {
  key: 'cycles',
  label: 'Cycles',
  short: 'cycles',
  value: 3,
  low: 1,
  high: 6,
  step: 1,
  help: 'How many in the run.',
}

const base: NumberParameter = {
  key: 'base',
  label: 'Lowest rate',
  short: 'lowest',
  value: 0.25,
  low: 0,
  high: 1,
  step: 0.01,
  unit: 'of peak',
  help: 'Where each cycle begins and ends.',
}

export const cyclical: readonly Kind[] = [
  {
    id: 'cosine-restarts',
    name: 'Cosine with restarts',
    does: 'A cosine again and again (SGDR): each restart throws the weights out of the valley that they are in.',
    formula:
      'rate = floor + (peak - floor)(1 + cos(pi s / T)) / 2, s updates into a cycle of T; each cycle longer by growth',
    builtIn: 'cosine-restarts',
    parameters: [
      cycles,
      {
        key: 'growth',
        label: 'Growth',
        short: 'growth',
        value: 2,
        low: 1,
        high: 3,
        step: 1,
        help: 'How many times longer each cycle is than the one before.',
      },
      { ...base, key: 'floor', label: 'Floor', short: 'floor', value: 0, help: 'What each cycle falls towards.' },
    ],
    describe: (values) => {
      const growth = Math.round(Number(values.growth))
      const count = Math.round(Number(values.cycles))
      const first = growth === 1 ? 1 / count : (growth - 1) / (growth ** count - 1)
      return {
        schedule: 'cosineRestarts',
        initial: 'rate',
        floor: ofRate(Number(values.floor)),
        firstCycle: { steps: ofRun(first) },
        cycleGrowth: growth,
      }
    },
  },
  {
    id: 'triangular',
    name: 'Triangular',
    does: 'Straight up and straight down, all cycles alike: the cyclical rates that 1cycle came from.',
    formula: 'rate = base + (peak - base) height; height climbs from 0 to 1 and falls back in each cycle',
    builtIn: 'triangular',
    parameters: [cycles, base],
    describe: (values) => ({ schedule: 'triangular', ...triangle(values) }),
  },
  {
    id: 'triangular2',
    name: 'Triangular, halved',
    does: 'Triangles, each half as high as the one before.',
    formula: 'rate = base + (peak - base) height / 2^(cycles done)',
    builtIn: 'triangular2',
    parameters: [cycles, base],
    describe: (values) => ({ schedule: 'triangular2', ...triangle(values) }),
  },
  {
    id: 'exp-range',
    name: 'Triangular, shrinking',
    does: 'Triangles whose height shrinks a little with every update.',
    formula: 'rate = base + (peak - base) height gamma^step; gamma^steps = what is left at the end',
    builtIn: 'exp-range',
    parameters: [
      cycles,
      base,
      {
        key: 'left',
        label: 'Height left at the end',
        short: 'left',
        value: 0.1,
        low: 0.001,
        high: 1,
        step: 0.01,
        logarithmic: true,
        unit: 'of the first',
        help: 'What the run leaves of the height of a cycle.',
      },
    ],
    describe: (values, totalSteps) => {
      const gamma = Number((Number(values.left) ** (1 / totalSteps)).toPrecision(9))
      return { schedule: 'expRange', ...triangle(values), gamma }
    },
  },
]

function triangle(values: Readonly<Record<string, number | string>>) {
  const rise = ofRun(shortNumber(1 / (2 * Math.round(Number(values.cycles)))))
  return { base: ofRate(Number(values.base)), peak: 'rate', rise: { steps: rise } }
}
