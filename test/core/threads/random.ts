/** Random networks and runs: every layer, loss and optimizer, sizes that fill vectors and sizes that do not. */
import {
  activation,
  adam,
  adamw,
  averagePool2d,
  batchNorm,
  conv2d,
  createDataset,
  createNetwork,
  dense,
  depthwiseConv2d,
  dropout,
  type Layer,
  layerNorm,
  maxPool2d,
  type Optimizer,
  residual,
  rmsprop,
  type Shape,
  sgd,
  Training,
} from '../../../src/entry/index.js'
import { stream } from '../../../src/math/random.js'
import { arenaOf } from '../../../src/network/network.js'

const ACTIVATIONS = ['linear', 'relu', 'leakyRelu', 'tanh', 'sigmoid'] as const

/** What a run by so many threads comes to: losses, answers, and the hash of the network. */
export async function randomRun(seed: number, threads: number) {
  const random = stream(seed, 'random run')
  const whole = (low: number, high: number) => low + random.below(high - low + 1)
  const one = <T>(list: readonly T[]): T => list[random.below(list.length)] as T
  const image = random.below(2) === 0
  const inputs: Shape = image ? [whole(6, 11), whole(6, 11), whole(1, 4)] : [whole(1, 60)]
  const layers: Layer[] = []
  if (image) {
    for (let count = whole(1, 2); count > 0; count--) {
      const kernelSize = whole(1, 3)
      layers.push(
        one([
          () => conv2d(whole(1, 9), { kernelSize, padding: 'same', activation: one(ACTIVATIONS) }),
          () => conv2d(whole(1, 9), { kernelSize, stride: whole(1, 2), padding: 'same' }),
          () => depthwiseConv2d({ kernelSize, padding: 'same' }),
        ])(),
      )
      layers.push(
        one([
          () => maxPool2d(2, { padding: 'same' }),
          () => averagePool2d(2, { padding: 'same' }),
          () => batchNorm(),
          () => activation('relu'),
        ])(),
      )
    }
  }
  for (let count = whole(0, 2); count > 0; count--) {
    const width = whole(2, 70)
    layers.push(dense(width, one(ACTIVATIONS)))
    const inner = () => [dense(width, 'relu'), dense(width)]
    const next = one([
      () => [],
      () => [batchNorm()],
      () => [layerNorm()],
      () => [dropout(0.3)],
      () => [residual(inner())],
    ])
    layers.push(...next())
    if (random.below(3) === 0) layers.push(activation(one(['gelu', 'silu', 'relu'])))
  }
  const outputs = whole(2, 11)
  layers.push(dense(outputs))
  // no batch of a single row, which batch norm refuses
  const batchSize = whole(2, 40)
  const count = batchSize * whole(1, 3)
  const size = inputs.reduce((product, side) => product * side, 1)
  const raw = random.below(2) === 0
  const features = raw
    ? Uint8Array.from({ length: count * size }, () => random.below(256))
    : Float32Array.from({ length: count * size }, () => random.uniform() - 0.5)
  const labels = Array.from({ length: count }, () => random.below(outputs))
  const data = createDataset({ inputs: size, shape: inputs, features, labels, classes: outputs })
  const optimizer: Optimizer = one([
    () => sgd({ learningRate: 0.05, momentum: 0.9, weightDecay: 1e-3 }),
    () => adam({ learningRate: 0.01 }),
    () => adamw({ learningRate: 0.01, weightDecay: 0.01 }),
    () => rmsprop({ learningRate: 0.005, momentum: 0.5 }),
  ])()
  const loss = one(['softmaxCrossEntropy', 'meanSquaredError', 'binaryCrossEntropy'] as const)
  const network = await createNetwork({ inputs, layers, loss, seed, threads })
  const { team } = arenaOf(network).core
  // of such small networks no kernel would be shared
  if (team) team.least = 0
  const training = new Training(network, data, { epochs: 2, batchSize, optimizer })
  for (let step = 0; step < 4; step++) training.update()
  const { threads: used } = network
  const { loss: mean } = network.evaluate(data)
  const answers = [...network.predict(data.features)]
  const finite = training.stopped === null
  const result = { losses: training.history.loss, mean, answers, sha256: finite ? network.sha256() : null }
  network.dispose()
  return { used, result }
}
