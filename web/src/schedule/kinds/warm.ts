/** Schedules that begin with a ramp, or stay flat before they fall. */
import { ofRate, ofRun } from '../quantity.ts'
import { finalShare, initialShare, type Kind, runShare } from './kind.ts'

const warmUp = runShare('warmup', 'Warm-up', 0.1, 'How long the rate rises.')
const rampFormula = 'rate = initial + (peak - initial) step / W while step < W'

export const warm: readonly Kind[] = [
  {
    id: 'linear-with-ramp',
    name: "Linear decay with 1cycle's ramp",
    does: 'Rises as long as 1cycle, then falls in a line: the rival that tells the ramp from the rest of 1cycle.',
    formula: `${rampFormula}, then a line to the final rate`,
    builtIn: 'linear-with-ramp',
    parameters: [{ ...warmUp, value: 0.3 }, initialShare, finalShare(0)],
    describe: (values) => warmedUp('linear', values),
  },
  {
    id: 'linear-warmup',
    name: 'Warm-up, then linear',
    does: 'A short ramp, then a line to 0: what large language models are often trained with.',
    formula: `${rampFormula}, then a line to the final rate`,
    builtIn: 'linear-warmup',
    parameters: [warmUp, initialShare, finalShare(0)],
    describe: (values) => warmedUp('linear', values),
  },
  {
    id: 'cosine-warmup',
    name: 'Warm-up, then cosine',
    does: 'A short ramp, then half a cosine to 0.',
    formula: `${rampFormula}, then half a cosine to the final rate`,
    builtIn: 'cosine-warmup',
    parameters: [warmUp, initialShare, finalShare(0)],
    describe: (values) => warmedUp('cosine', values),
  },
  {
    id: 'warmup-stable-decay',
    name: 'Warm-up, stable, decay',
    does: 'A ramp, a long flat stretch, and a cool-down at the very end: a run may go on from its flat stretch.',
    formula: 'up in a line, flat, then final + (peak - final)(1 - sqrt(p)), p the share of the cool-down that is done',
    builtIn: 'warmup-stable-decay',
    parameters: [
      { ...warmUp, high: 0.5 },
      runShare('cooldown', 'Cool-down', 0.2, 'How long the rate falls at the end.', 0.45),
      initialShare,
      finalShare(0),
      {
        key: 'shape',
        label: 'Shape of the cool-down',
        short: '',
        value: '1-sqrt',
        options: ['1-sqrt', 'linear', 'cosine'].map((value) => ({ value, text: value })),
        help: '1 - sqrt falls fastest at its start.',
      },
    ],
    describe: ({ warmup, cooldown, initial, final, shape }) => ({
      schedule: 'warmupStableDecay',
      peak: 'rate',
      totalSteps: 'run',
      warmup: { steps: ofRun(Number(warmup)) },
      cooldown: { steps: ofRun(Number(cooldown)) },
      initial: ofRate(Number(initial)),
      final: ofRate(Number(final)),
      shape,
    }),
  },
  {
    id: 'flat-cosine',
    name: 'Flat, then cosine',
    does: 'The highest rate for most of the run, then half a cosine: an old favourite of fastai.',
    formula: 'rate = peak while p <= f, then final + (peak - final)(1 + cos(pi (p - f) / (1 - f))) / 2',
    builtIn: 'flat-cosine',
    parameters: [runShare('flat', 'Flat', 0.75, 'How long the rate stays at its highest.', 1), finalShare(0)],
    describe: ({ flat, final }) => ({
      schedule: 'flatCosine',
      initial: 'rate',
      final: ofRate(Number(final)),
      flatFraction: flat,
      totalSteps: 'run',
    }),
  },
]

function warmedUp(decay: string, { warmup, initial, final }: Readonly<Record<string, number | string>>) {
  return {
    schedule: 'warmup',
    initial: ofRate(Number(initial)),
    duration: { steps: ofRun(Number(warmup)) },
    before: {
      schedule: decay,
      initial: 'rate',
      final: ofRate(Number(final)),
      totalSteps: ofRun(1 - Number(warmup)),
    },
  }
}
