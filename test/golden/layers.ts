/** Golden runs of the layers beyond dense: every kind, every option that leads to other sums, and what carries state. */
import type { Run } from './tables.js'
import { type Plan, trained } from './trained.js'

export const layers: Readonly<Record<string, Run>> = {
  'training: digits, convolutions of 5 x 5, 3 x 3 with stride 2 and 1 x 3, max pooling, batches of 18': trained(
    ({ conv2d, dense, digits, maxPool2d, oneCycle, sgd }) => {
      const { training, test } = digits({ seed: 21, training: 90, test: 20 })
      const optimizer: Plan = ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.05 }))
      return {
        data: training,
        validation: test,
        inputs: [28, 28, 1],
        layers: [
          conv2d(5, { kernelSize: 5, padding: 'same', activation: 'relu' }),
          maxPool2d(2),
          conv2d(9, { kernelSize: 3, stride: 2, useBias: false }),
          maxPool2d(3, { stride: 2, padding: 'same' }),
          conv2d(12, { kernelSize: [1, 3], activation: 'tanh' }),
          dense(10),
        ],
        options: { epochs: 2, batchSize: 18, optimizer },
      }
    },
  ),

  'training: digits, batch normalisation, residual blocks with and without a projection, average pooling': trained(
    ({ activation, averagePool2d, batchNorm, conv2d, dense, digits, globalAveragePool, oneCycle, residual, sgd }) => {
      const { training, test } = digits({ seed: 22, training: 40, test: 13 })
      const optimizer: Plan = ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.2 }))
      const normalized = (filters: number, stride: number) => [
        conv2d(filters, { kernelSize: 3, stride, padding: 'same', useBias: false }),
        batchNorm({ decay: 0.8, epsilon: 1e-4 }),
      ]
      const block = (filters: number, stride: number) => [
        ...normalized(filters, stride),
        activation('relu'),
        ...normalized(filters, 1),
      ]
      return {
        data: training,
        validation: test,
        inputs: [28, 28, 1],
        layers: [
          ...normalized(6, 2),
          averagePool2d(3, { stride: 2, padding: 'same' }),
          residual(block(6, 1)),
          activation('relu'),
          residual(block(11, 2), {
            shortcut: [conv2d(11, { kernelSize: 1, stride: 2, useBias: false }), batchNorm()],
          }),
          globalAveragePool(),
          dense(10),
        ],
        options: { epochs: 2, batchSize: 11, optimizer },
      }
    },
  ),

  'training: digits, depthwise convolutions, layer normalisation, dropout, SiLU and GELU, adamw': trained(
    ({ activation, adamw, conv2d, dense, depthwiseConv2d, digits, dropout, flatten, layerNorm, oneCycle }) => {
      const { training, test } = digits({ seed: 23, training: 40, test: 13 })
      const optimizer: Plan = ({ totalSteps }) => adamw({ ...oneCycle({ totalSteps, peak: 0.02 }), weightDecay: 0.01 })
      return {
        data: training,
        validation: test,
        inputs: [28, 28, 1],
        layers: [
          conv2d(7, { kernelSize: 4, stride: 3 }),
          depthwiseConv2d({ kernelSize: 3, padding: 'same' }),
          activation('silu'),
          depthwiseConv2d({ kernelSize: 2, stride: 2, activation: 'tanh' }),
          dropout(0.25),
          flatten(),
          dense(37),
          layerNorm(),
          activation('gelu'),
          dropout(0.5),
          dense(10),
        ],
        options: { epochs: 2, batchSize: 12, optimizer },
      }
    },
  ),

  'training: sequences, conv1d': trained(({ adam, conv1d, createDataset, dense }) => {
    const features = Float32Array.from({ length: 30 * 17 * 3 }, (_, i) => ((i * 31) % 67) / 33 - 1)
    const labels = Uint8Array.from({ length: 30 }, (_, row) => ((row * 7) % 5) % 3)
    return {
      data: createDataset({ features, labels, classes: 3, shape: [17, 3] }),
      layers: [
        conv1d(8, { kernelSize: 5, padding: 'same', activation: 'relu' }),
        conv1d(5, { kernelSize: 2, stride: 3 }),
        dense(3),
      ],
      inputs: [17, 3],
      options: { epochs: 3, batchSize: 7, optimizer: adam({ learningRate: 0.01 }) },
    }
  }),

  'training: small-cnn and dropout on changed images, stopped, saved as a checkpoint and resumed': async (
    { cutout, digits, dropout, horizontalFlip, oneCycle, sgd, shift, smallCnn, Training },
    create,
  ) => {
    const { training, test } = digits({ seed: 24, training: 24, test: 9 })
    const optimizer: Plan = ({ totalSteps }) => sgd({ ...oneCycle({ totalSteps, peak: 0.1 }), weightDecay: 5e-4 })
    const options = { epochs: 2, batchSize: 8, optimizer, augment: [shift(2), horizontalFlip(), cutout(5)] }
    const layers = [dropout(0.1), ...smallCnn(10)]
    const begin = () => create({ inputs: [28, 28, 1], layers, seed: 4 })
    const first = new Training(await begin(), training, options)
    for (let step = 0; step < 2; step++) first.update()
    const second = new Training(await begin(), training, { ...options, resume: first.checkpoint() })
    while (second.update()) {
      // to the end of the plan
    }
    return [second.history.loss, second.network.evaluate(test).loss, second.network.sha256()]
  },

  'file: a saved network with running statistics': async (
    { batchNorm, conv2d, dense, digits, sgd, train },
    create,
    load,
  ) => {
    const { training } = digits({ seed: 25, training: 20, test: 1 })
    const layers = [conv2d(3, { kernelSize: 5, stride: 4 }), batchNorm(), dense(10)]
    const network = await create({ inputs: [28, 28, 1], layers, seed: 5 })
    await train(network, training, { epochs: 1, batchSize: 10, optimizer: sgd({ learningRate: 0.05 }) })
    const bytes = network.save()
    const again = await load(bytes)
    return [bytes, again.predict(training.features), again.sha256()]
  },
}
