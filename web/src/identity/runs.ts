/** Short runs whose weights were recorded in Node: every kind of layer, optimizer and schedule has its turn. */
import type { Problem } from '../state/lab.ts'
import type { Run } from '../work/whole-runs/whole-run.ts'

type Layer = Problem['layers'][number]

const dense = (outputs: number, activation?: string): Layer => ({
  ...{ kind: 'dense', outputs },
  ...(activation === undefined ? {} : { activation }),
})
const activation = (name: string): Layer => ({ kind: 'activation', activation: name })
const conv = (filters: number, kernelSize: number): Layer => ({ kind: 'conv2d', filters, kernelSize })
const pool: Layer = { kind: 'maxPool2d', poolSize: 2 }

const onSpirals = (seed: number, epochs: number, layers: readonly Layer[]): Problem => ({
  ...{ data: 'spirals', batchSize: 32, epochs, seed },
  layers: [...layers, dense(2)],
})
const onDigits = (batchSize: number, layers: readonly Layer[]): Problem => ({
  ...{ data: 'digits', batchSize, epochs: 1, seed: 1 },
  layers: [...layers, dense(10)],
})

export const runs: readonly Run[] = [
  {
    name: '1cycle, two layers',
    problem: onSpirals(1, 10, [dense(32, 'relu'), dense(32, 'relu')]),
    lane: { method: 'one-cycle', rate: 0.2 },
  },
  {
    name: 'a constant rate, tanh',
    problem: onSpirals(2, 5, [dense(20, 'tanh')]),
    lane: { method: 'constant', rate: 0.1 },
  },
  {
    name: 'linear decay with a ramp, batch norm',
    problem: onSpirals(3, 5, [dense(16), { kind: 'batchNorm' }, activation('relu'), dense(16, 'relu')]),
    lane: { method: 'linear-with-ramp', rate: 0.3 },
  },
  {
    name: 'cosine, dropout',
    problem: onSpirals(4, 5, [dense(32, 'relu'), { kind: 'dropout', rate: 0.2 }]),
    lane: { method: 'cosine', rate: 0.1 },
  },
  {
    name: 'Adam, layer norm, GELU',
    problem: onSpirals(5, 5, [dense(24), { kind: 'layerNorm' }, activation('gelu')]),
    lane: { method: { name: 'Adam', optimizer: 'adam', schedule: 'linear' }, rate: 0.01 },
  },
  {
    name: 'AdamW, a residual block, SiLU',
    problem: onSpirals(6, 5, [dense(16), { kind: 'residual', layers: [dense(16), activation('silu'), dense(16)] }]),
    lane: { method: { name: 'AdamW', optimizer: 'adamw', schedule: 'linear-warmup' }, rate: 0.01 },
  },
  {
    name: '1cycle of the paper, digits',
    problem: onDigits(128, [dense(64, 'relu')]),
    lane: { method: 'one-cycle', rate: 0.1, dialect: 'paper' },
  },
  {
    name: 'steps, a linear classifier',
    problem: onDigits(100, []),
    lane: { method: 'step', rate: 0.05 },
  },
  {
    name: '1cycle, convolution',
    problem: onDigits(128, [conv(4, 5), pool, activation('relu')]),
    lane: { method: 'one-cycle', rate: 0.05 },
  },
  {
    name: 'RMSProp, triangular, strided convolution',
    problem: onDigits(128, [{ ...conv(8, 5), stride: 3 }, activation('relu'), { kind: 'averagePool2d', poolSize: 2 }]),
    lane: { method: { name: 'RMSProp', optimizer: 'rmsprop', schedule: 'triangular' }, rate: 0.002 },
  },
  {
    name: 'Nesterov, a trapezoid, batch norm of images',
    problem: onDigits(250, [{ ...conv(6, 5), stride: 2 }, { kind: 'batchNorm' }, activation('relu'), pool]),
    lane: { method: { name: 'Nesterov', nesterov: true, schedule: 'warmup-stable-decay' }, rate: 0.1 },
  },
  {
    name: '1cycle without a ramp, depthwise convolution',
    problem: onDigits(250, [
      { ...conv(6, 5), stride: 2 },
      { kind: 'depthwiseConv2d', kernelSize: 3 },
      activation('relu'),
    ]),
    lane: { method: 'one-cycle-no-ramp', rate: 0.05 },
  },
]
