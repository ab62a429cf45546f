/** Golden runs without training: generated data, schedules, starting weights, saved files. */

import type { Network } from '../../src/entry/index.js'
import type { Digestible } from './digest.js'
import type { Library } from './library.js'

export type Run = (
  onecycle: Library,
  create: Library['createNetwork'],
  load: (bytes: Uint8Array) => Promise<Network>,
) => Promise<Digestible> | Digestible

export const tables: Readonly<Record<string, Run>> = {
  'data: digits': ({ digits }) => {
    const small = digits({ seed: 1, training: 30, test: 20 })
    const large = digits({ seed: 2 ** 53 - 1, training: 10, test: 1 })
    return [small, large].flatMap(({ training, test }) => [training.features, training.labels, test.features])
  },

  'data: spirals': ({ spirals }) => {
    const { training, test } = spirals({ seed: 7, training: 300, test: 100, arms: 3, turns: 2.5, noise: 0.1 })
    return [training.features, training.labels, test.features, test.labels]
  },

  'data: split, standardisation, order of an epoch': ({ digits, epochOrder, spirals, split, standardizationOf }) => {
    const { training, validation } = split(spirals({ seed: 3, training: 200 }).training, { seed: 5, fraction: 0.25 })
    const images = digits({ seed: 4, training: 20, test: 1 }).training
    const scales = [training, images].map((dataset) => standardizationOf(dataset))
    const orders = [0, 1, 1000].map((epoch) => epochOrder(101, 9, epoch, new Uint32Array(101)))
    return [training.features, validation.features, scales.map(({ mean, scale }) => [mean, scale]), orders]
  },

  'schedules: every name': ({ scheduleByName, scheduleNames }) =>
    scheduleNames.map((name) => {
      const { learningRate, momentum } = scheduleByName(name, { totalSteps: 100, peak: 0.3 })
      return [name, curve(learningRate, 102), momentum && curve(momentum, 102)]
    }),

  'schedules: 1cycle in every dialect': ({ oneCycle }) =>
    (['paper', 'pytorch', 'pytorch-three-phase', 'fastai', 'optax'] as const).map((dialect) => {
      const { learningRate, momentum } = oneCycle({ totalSteps: 173, peak: 0.7, dialect })
      return [dialect, curve(learningRate, 173), curve(momentum, 173)]
    }),

  'schedules: composed': ({ cosineRestarts, compoundedDecay, exponentialDecay, expRange, join, warmup }) => {
    const rising = warmup({ duration: { steps: 10 }, before: 0.2, initial: 0.01 })
    const restarting = cosineRestarts({ initial: 0.2, firstCycle: { steps: 20 }, cycleGrowth: 2 })
    return [
      join({ schedules: [rising, restarting], boundaries: [{ steps: 30 }] }),
      exponentialDecay({ initial: 1, rate: 0.9, per: { steps: 7 } }),
      compoundedDecay({ initial: 0.5, rate: 1e-3 }),
      expRange({ base: 0.01, peak: 0.4, rise: { steps: 20 }, gamma: 0.99 }),
    ].map((schedule) => curve(schedule, 120))
  },

  'initialisation: he and glorot': async ({ dense }, create) => {
    const layers = [dense(23, 'relu'), dense(9, 'tanh'), dense(6, 'sigmoid', 'he'), dense(5)]
    const networks = await Promise.all([0, 1, 2 ** 53 - 1].map((seed) => create({ inputs: 31, layers, seed })))
    return networks.map((network) => network.parameters())
  },

  'file: a saved network': async ({ dense, digits }, create, load) => {
    const { training } = digits({ seed: 6, training: 10, test: 1 })
    const network = await create({ inputs: 784, layers: [dense(3, 'leakyRelu'), dense(10)], seed: 8 })
    const file = network.save()
    const loaded = await load(file)
    return [file, loaded.predict(training.features)]
  },
}

function curve(schedule: (step: number) => number, steps: number): number[] {
  return Array.from({ length: steps }, (_, step) => schedule(step))
}
