/** Schedules that only fall. */
import { ofRate, ofRun, shortNumber } from '../quantity.ts'
import { finalShare, type Kind } from './kind.ts'

const run = 'run'
const initial = 'rate'

export const falling: readonly Kind[] = [
  {
    id: 'constant',
    name: 'Constant',
    does: 'The same rate from the first update to the last: what every schedule has to beat.',
    formula: 'rate = peak',
    builtIn: 'constant',
    parameters: [],
    describe: () => ({ schedule: 'constant', value: initial }),
  },
  {
    id: 'linear',
    name: 'Linear decay',
    does: 'Falls in a straight line. Simple, and hard to beat.',
    formula: 'rate = final + (peak - final)(1 - p), p = step / (steps - 1)',
    builtIn: 'linear',
    parameters: [finalShare(0)],
    describe: ({ final }) => ({ schedule: 'linear', initial, final: ofRate(Number(final)), totalSteps: run }),
  },
  {
    id: 'cosine',
    name: 'Cosine decay',
    does: 'Half a cosine: slow at first, fast in the middle, slow again at the end.',
    formula: 'rate = final + (peak - final)(1 + cos(pi p)) / 2, p = step / (steps - 1)',
    builtIn: 'cosine',
    parameters: [finalShare(0)],
    describe: ({ final }) => ({ schedule: 'cosine', initial, final: ofRate(Number(final)), totalSteps: run }),
  },
  {
    id: 'polynomial',
    name: 'Polynomial decay',
    does: 'A power of what is left of the run: above 1 it falls fast first, below 1 it falls late.',
    formula: 'rate = final + (peak - final)(1 - p)^power, p = step / (steps - 1)',
    builtIn: 'polynomial',
    parameters: [
      {
        key: 'power',
        label: 'Power',
        short: 'power',
        value: 2,
        low: 0.1,
        high: 8,
        step: 0.1,
        help: '1 is a straight line; 2 and 0.9 are the usual ones.',
      },
      finalShare(0),
    ],
    describe: ({ power, final }) => {
      return { schedule: 'polynomial', initial, final: ofRate(Number(final)), power, totalSteps: run }
    },
  },
  {
    id: 'exponential',
    name: 'Exponential decay',
    does: 'Falls by the same ratio at every update: a straight line where the axis of the rate is logarithmic.',
    formula: 'rate = peak (final / peak)^p, p = step / (steps - 1)',
    builtIn: 'exponential',
    parameters: [{ ...finalShare(0.01), low: 1e-5, logarithmic: true }],
    describe: ({ final }) => ({ schedule: 'geometric', initial, final: ofRate(Number(final)), totalSteps: run }),
  },
  {
    id: 'inverse-time',
    name: 'Inverse time decay',
    does: 'Falls fast at first and ever slower, as theory asks of stochastic gradient descent.',
    formula: 'rate = peak / (1 + k t), t = step / steps, k = peak / final - 1',
    builtIn: 'inverse-time',
    parameters: [{ ...finalShare(0.1), low: 1e-3, logarithmic: true }],
    describe: ({ final }) => {
      return { schedule: 'inverseTimeDecay', initial, rate: shortNumber(1 / Number(final) - 1), per: { steps: run } }
    },
  },
  {
    id: 'compounded',
    name: 'Compounded decay',
    does: 'What follows when a rate that has decayed is decayed again: ever faster, to a hundredth of the peak.',
    formula: 'rate = peak exp(-k n (n + 1) / 2), n = step; k such that the last rate is peak / 100',
    builtIn: 'compounded',
    parameters: [],
  },
  {
    id: 'step',
    name: 'Step decay',
    does: 'Flat, then a drop at once, and another: the schedule of most papers before 2017.',
    formula: 'rate = peak, times the factor at each drop that is passed',
    builtIn: 'step',
    parameters: [
      {
        key: 'factor',
        label: 'Factor',
        short: 'factor',
        value: 0.1,
        low: 0.01,
        high: 1,
        step: 0.01,
        logarithmic: true,
        help: 'What a drop leaves of the rate.',
      },
      dropAt('first', 'First drop', 0.5),
      dropAt('second', 'Second drop', 0.75),
    ],
    describe: ({ factor, first, second }) => {
      const shares = [Number(first), Number(second)].sort((a, b) => a - b)
      return { schedule: 'milestones', initial, milestones: shares.map((at) => ({ steps: ofRun(at) })), factor }
    },
  },
  {
    id: 'halving',
    name: 'Even drops',
    does: 'Drops again and again at even distances; by default it is halved seven times.',
    formula: 'rate = peak factor^floor(step / every)',
    builtIn: 'halving',
    parameters: [
      {
        key: 'factor',
        label: 'Factor',
        short: 'factor',
        value: 0.5,
        low: 0.01,
        high: 1,
        step: 0.01,
        logarithmic: true,
        help: 'What a drop leaves of the rate.',
      },
      {
        key: 'drops',
        label: 'Drops',
        short: 'drops',
        value: 7,
        low: 1,
        high: 20,
        step: 1,
        help: 'How many, at even distances over the run.',
      },
    ],
    describe: ({ factor, drops }) => {
      return { schedule: 'stepDecay', initial, every: { steps: ofRun(1 / (Math.round(Number(drops)) + 1)) }, factor }
    },
  },
]

function dropAt(key: string, label: string, value: number) {
  const help = 'When, as a share of the run.'
  return { key, label, short: key, value, low: 0.01, high: 0.99, step: 0.01, unit: 'of the run', help }
}
