import { expect, test } from 'vitest'
import type { BenchResult } from '../../src/bench/result.js'
import { benchText, percentText, timeText } from '../../src/bench/text.js'

const rate = { microseconds: 600, low: 590, high: 612.5, samples: 9, jsMicroseconds: 11_400, overJs: 19 }
const arithmetic = { ...rate, gflops: 43.63, ofPeak: 0.907, jsGflops: 2.297 }
const traffic = { gigabytesPerSecond: 90, stream: 'read', streamGigabytesPerSecond: 96, ofStream: 0.9375 } as const
const converged = {
  dataset: 'digits',
  layers: [784, 128, 10],
  batch: 64,
  schedule: 'one-cycle',
  learningRate: 0.07,
  momentum: 0.95,
  epochs: 2,
  budgets: [2, 3],
  target: 0.97,
  evaluatedEvery: 20,
  updates: 260,
  seconds: 0.17,
  reached: 3,
  seeds: 3,
  timedUpdates: 60,
} as const

const result: BenchResult = {
  command: 'bench',
  version: '1.2.3',
  seed: 1,
  quick: false,
  machine: {
    runtime: 'node',
    version: '20.20.2',
    engine: 'V8 11.3',
    flags: ['--no-liftoff'],
    cpu: 'Some CPU',
    cores: 2,
    platform: 'linux',
    architecture: 'x64',
  },
  peakGflops: 48.1,
  peak: { first: 47.9, low: 47.5, high: 48.3, turns: 90 },
  memory: [{ stream: 'update', bytes: 2 ** 22, gigabytesPerSecond: 50.25, low: 49, high: 51 }],
  kernels: [
    { name: 'dense_forward_f32', shape: '784x128 batch 64', ...arithmetic },
    { name: 'argmax_f32', shape: '256x10', ...arithmetic, ...traffic },
  ],
  steps: [{ layers: [784, 128, 10], batch: 64, ...arithmetic }],
  oddSizes: [{ layers: [30, 1], batch: 32, nearest: { layers: [32, 1], batch: 32 }, timePerFlop: 1.0449 }],
  lateSteps: [
    {
      data: 'fitted',
      layers: [16, 32, 10],
      batch: 32,
      updates: 10_000,
      microseconds: 8,
      freshMicroseconds: 8.25,
      overFresh: 0.97,
      jsMicroseconds: 100,
      jsOverFresh: 1.004,
    },
  ],
  gathers: [{ inputs: 784, batch: 64, ...rate, ...traffic }],
  inference: [
    { layers: [784, 128, 10], batch: 1, ...arithmetic, ...traffic },
    { layers: [784, 128, 10], batch: 256, ...arithmetic },
  ],
  convergence: [
    { ...converged, engine: 'wasm' },
    { ...converged, engine: 'js', seconds: 3.1 },
  ],
  coldStart: {
    processToFirstStep: 61.2,
    runtimeStart: 40,
    importLibrary: 12,
    createNetwork: 6,
    firstStep: 3.25,
    compileAndInstantiate: 2.5,
    processes: 10,
    low: 60,
    high: 63,
    network: '784-128-10',
  },
  seconds: 120,
}

test('a time has three significant digits and the unit that fits', () => {
  expect([0.0123, 0.9994, 1.5, 99.95, 999, 1000, 54_321, 1.06e6].map(timeText)).toEqual([
    '12.3 ns',
    '999 ns',
    '1.50 us',
    '100.0 us',
    '999 us',
    '1.00 ms',
    '54.3 ms',
    '1.06 s',
  ])
})

test('a share is in percent, with a decimal where it is small', () => {
  expect([0.907, 1.2, 0.0123, 0].map(percentText)).toEqual(['91 %', '120 %', '1.2 %', '0.0 %'])
})

test('the text names machine, peak and every row with its share', () => {
  const lines = benchText(result)
  expect(lines.slice(0, 2)).toEqual([
    'onecycle 1.2.3, node 20.20.2 --no-liftoff (V8 11.3), 2 x Some CPU, linux x64',
    'peak of strict SIMD, registers only: 48.1 GFLOP/s (47.5 to 48.3 in 90 turns, 47.9 at the start)',
  ])
  const text = lines.join('\n')
  expect(text).toContain(
    ['memory:', 'stream over   GB/s  [middle half]', 'update 4 MiB  50.3   [49.0, 51.0]'].join('\n'),
  )
  expect(text).toContain(
    [
      'training step: gather, forward, loss, backward, update:',
      'network (batch)    time     [middle half]  plain JS  over JS  GFLOP/s  of peak  JS GFLOP/s',
      '784-128-10 (64)  600 us  [590 us, 613 us]   11.4 ms    19.0x     43.6     91 %        2.30',
    ].join('\n'),
  )
  expect(text).toContain('30-1 (32)        32-1 (32)          1.04x')
  expect(text).toContain(
    [
      'data, network (batch)  after     time  over fresh  plain JS  over fresh',
      'fitted, 16-32-10 (32)  10000  8.00 us       0.97x    100 us       1.00x',
    ].join('\n'),
  )
  expect(text).toContain(
    'argmax_f32 256x10  600 us  [590 us, 613 us]   11.4 ms    19.0x     43.6     91 %        2.30  90.0  read 96.0       94 %',
  )
  expect(text).toContain('dense_forward_f32 784x128 batch 64  600 us')
})

test('convergence says its rates, its seeds, and how plain JS was timed', () => {
  const text = benchText(result).join('\n')
  expect(text).toContain(
    [
      'convergence: 784-128-10 on digits, batches of 64, to 97 % of the test data:',
      'schedule   rate  momentum  epochs  updates  reached    wasm  plain JS',
      'one-cycle  0.07    cycled       2      260      3/3  170 ms    3.10 s',
    ].join('\n'),
  )
  expect(text).toContain('Medians over 3 seeds; evaluated every 20 updates, outside the time')
  expect(text).toContain('timed on the first 60, its time is their median times the updates')
  const finer = { ...converged, target: 0.975 }
  const both = [{ ...finer, engine: 'wasm' } as const, { ...finer, engine: 'js' } as const]
  expect(benchText({ ...result, convergence: both }).join('\n')).toContain('to 97.5 % of the test data:')
  const missed = { ...converged, updates: null, seconds: null, reached: 0 }
  const rows = [
    { ...missed, engine: 'wasm' },
    { ...missed, engine: 'js' },
  ] as const
  expect(benchText({ ...result, convergence: rows }).join('\n')).toContain('not reached      0/3     -         -')
})

test('what was not measured is not mentioned', () => {
  const none = {
    kernels: [],
    steps: [],
    oddSizes: [],
    lateSteps: [],
    gathers: [],
    inference: [],
    memory: [],
    convergence: [],
  }
  const lines = benchText({ ...result, ...none, coldStart: null })
  expect(lines).toHaveLength(5)
  expect(lines[4]).toBe('took 120 s')
})
