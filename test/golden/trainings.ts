/** Golden runs that train: every optimizer, loss and activation, sizes that fill vectors and sizes that do not. */
import type { Optimizer, UpdateRange } from '../../src/entry/index.js'
import type { Run } from './tables.js'
import { type Plan, trained } from './trained.js'

export const trainings: Readonly<Record<string, Run>> = {
  'training: digits, 784-32-10 relu, sgd with 1cycle': trained(({ dense, digits, oneCycle, sgd }) => {
    const { training, test } = digits({ seed: 1, training: 160, test: 40 })
    const optimizer: Plan = ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 }))
    return {
      data: training,
      validation: test,
      layers: [dense(32, 'relu'), dense(10)],
      options: { epochs: 3, batchSize: 32, optimizer },
    }
  }),

  'training: digits, 784-70-33-10 leaky relu, sgd with Nesterov momentum and weight decay, batches of 37': trained(
    ({ cosine, dense, digits, sgd }) => {
      const { training, test } = digits({ seed: 2, training: 120, test: 30 })
      const optimizer: Plan = ({ totalSteps }) =>
        sgd({ learningRate: cosine({ initial: 0.05, totalSteps }), momentum: 0.9, nesterov: true, weightDecay: 1e-3 })
      return {
        data: training,
        validation: test,
        layers: [dense(70, 'leakyRelu'), dense(33, 'leakyRelu'), dense(10)],
        options: { epochs: 2, batchSize: 37, optimizer },
      }
    },
  ),

  'training: spirals, 2-16-16-2 tanh, adam, 1500 steps': trained(({ adam, dense, exponentialDecay, spirals }) => ({
    data: spirals({ seed: 1, training: 240 }).training,
    layers: [dense(16, 'tanh'), dense(16, 'tanh'), dense(2)],
    options: {
      epochs: 100,
      batchSize: 16,
      optimizer: adam({ learningRate: exponentialDecay({ initial: 0.01, rate: 1, per: { steps: 900 } }) }),
    },
  })),

  'training: spirals of three arms, 2-13-3 sigmoid, adamw with cycled momentum': trained((onecycle) => {
    const { adamw, dense, oneCycle, spirals } = onecycle
    const { training, test } = spirals({ seed: 5, training: 150, test: 60, arms: 3 })
    const optimizer: Plan = ({ totalSteps }) =>
      adamw({ ...oneCycle({ totalSteps, peak: 0.02, dialect: 'fastai' }), weightDecay: 0.01 })
    return {
      data: training,
      validation: test,
      layers: [dense(13, 'sigmoid'), dense(3)],
      options: { epochs: 10, batchSize: 11, optimizer, standardize: false },
    }
  }),

  'training: spirals, one output, binary cross-entropy, rmsprop, early stopping': trained((onecycle) => {
    const { dense, rmsprop, spirals, triangular2 } = onecycle
    const { training, test } = spirals({ seed: 9, training: 100, test: 50 })
    const learningRate = triangular2({ base: 1e-3, peak: 0.02, rise: { steps: 25 } })
    return {
      data: training,
      validation: test,
      layers: [dense(8, 'relu'), dense(1)],
      loss: 'binaryCrossEntropy',
      options: {
        epochs: 40,
        batchSize: 25,
        optimizer: rmsprop({ learningRate, momentum: 0.5, weightDecay: 1e-4 }),
        earlyStopping: { patience: 3 },
      },
    }
  }),

  'training: regression, mean squared error, a plateau lowers the rate': trained((onecycle) => {
    const { createDataset, dense, plateau, sgd } = onecycle
    const features = new Float32Array(90 * 7)
    for (let i = 0; i < features.length; i++) features[i] = ((i * 37) % 101) / 50 - 1
    const targets = new Float32Array(90 * 2)
    for (let row = 0; row < 90; row++) {
      const [a, b, c] = features.subarray(7 * row) as unknown as [number, number, number]
      targets[2 * row] = a * b
      targets[2 * row + 1] = a - c * c
    }
    return {
      data: createDataset({ inputs: 7, features, targets }),
      layers: [dense(10, 'tanh'), dense(2, 'tanh')],
      loss: 'meanSquaredError',
      options: {
        epochs: 30,
        batchSize: 20,
        optimizer: sgd({ learningRate: 0.2, momentum: 0.8 }),
        trigger: plateau({ initial: 1, patience: 1, factor: 0.5, threshold: 0.05 }),
      },
    }
  }),

  'denormals: answers and gradients below 2^-126': async (
    { createDataset, dense, epochOrder, sgd, Training },
    create,
  ) => {
    const network = await create({
      inputs: 5,
      layers: [dense(6, 'relu'), dense(3)],
      loss: 'meanSquaredError',
      seed: 1,
    })
    const features = new Float32Array(24 * 5)
    for (let i = 0; i < features.length; i++) features[i] = (((i * 29) % 53) - 26) * 2 ** -140
    const answers = network.predict(features)
    for (let i = 0; i < features.length; i++) features[i] = (features[i] as number) * 2 ** 64
    const targets = new Float32Array(24 * 3).map((_, i) => ((i % 5) - 2) * 2 ** -62)
    // each row where the order of the epoch has it in its place again
    const order = epochOrder(24, 1, 0, new Uint32Array(24))
    const placed = { inputs: 5, features: new Float32Array(24 * 5), targets: new Float32Array(24 * 3) }
    order.forEach((to, row) => {
      placed.features.set(features.subarray(row * 5, (row + 1) * 5), to * 5)
      placed.targets.set(targets.subarray(row * 3, (row + 1) * 3), to * 3)
    })
    let gradients = new Float32Array(0)
    const reading: Optimizer = {
      ...sgd({ learningRate: 1 }),
      update({ core, gradients: at, ranges }) {
        const { count } = ranges[0] as UpdateRange
        gradients = core.f32.slice(at >>> 2, (at >>> 2) + count)
      },
    }
    const options = { epochs: 1, batchSize: 24, seed: 1, standardize: false, optimizer: reading }
    const training = new Training(network, createDataset(placed), options)
    training.update()
    return [answers, training.history.loss[0], gradients]
  },

  'training: stopped, saved as a checkpoint and resumed': async ({ adam, dense, spirals, Training }, create) => {
    const { training } = spirals({ seed: 11, training: 80 })
    const options = { epochs: 4, batchSize: 16, optimizer: adam({ learningRate: 0.02 }) }
    const begin = () => create({ inputs: 2, layers: [dense(9, 'relu'), dense(2)], seed: 2 })
    const first = new Training(await begin(), training, options)
    for (let step = 0; step < 7; step++) first.update()
    const second = new Training(await begin(), training, { ...options, resume: first.checkpoint() })
    while (second.update()) {
      // to the end of the plan
    }
    return [second.history.loss, second.network.sha256()]
  },

  'range test: digits, three sweeps': async ({ dense, digits, findLearningRate }, create) => {
    const { training } = digits({ seed: 13, training: 200, test: 1 })
    const network = await create({ inputs: 784, layers: [dense(12, 'relu'), dense(10)], seed: 3 })
    const before = network.sha256()
    const range = await findLearningRate(network, training, { steps: 60, batchSize: 20 })
    const curves = range.seeds.map(({ learningRate, loss, smoothed }) => [learningRate, loss, smoothed])
    return [curves, Object.entries(range.suggestions), before, network.sha256()]
  },

  'training: two networks in turn': async ({ dense, digits, sgd, Training }, create) => {
    const { training } = digits({ seed: 12, training: 40, test: 1 })
    const options = { epochs: 2, batchSize: 10, optimizer: sgd({ learningRate: 0.02, momentum: 0.9 }) }
    const runs = await Promise.all(
      [5, 130].map(async (width) => {
        return new Training(
          await create({ inputs: 784, layers: [dense(width, 'relu'), dense(10)], seed: 0 }),
          training,
          options,
        )
      }),
    )
    for (let step = 0; step < 8; step++) for (const run of runs) run.update()
    return runs.map((run) => [run.history.loss, run.network.sha256()])
  },
}
