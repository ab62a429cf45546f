/**
 * A layer and a loss of your own, in plain JavaScript: a trained gain for each number of a row, and a loss whose answer is a
 * value that nine tenths of the targets do not exceed. They run on both engines; with every sum in a fixed order and `Math.fround` around every operation
 * they give the same bits on both.
 *
 *     npm install onecycle
 */
import { createDataset, createNetwork, dense, loadEngine, loadNetwork, sgd, train } from 'onecycle'

const { fround } = Math

/** Y = X * gain, gain [inputs], 1 at the start. */
const gain = () => ({
  description: { kind: 'gain' },
  bind(input) {
    const size = input.reduce((product, length) => product * length, 1)
    return {
      output: input,
      tensors: [{ name: 'gain', shape: [size], role: 'scale', init: (values) => values.fill(1) }],
      kept: 0,
      workspace: () => 0,
      forward({ core, x, y, tensors }, rows) {
        const { f32 } = core
        const [g] = tensors
        for (let i = 0; i < rows * size; i++) f32[y / 4 + i] = f32[x / 4 + i] * f32[g / 4 + (i % size)]
      },
      backward({ core, x, dy, dx, tensors, gradients }, rows) {
        const { f32 } = core
        const [g] = tensors
        const [dg] = gradients
        for (let j = 0; j < size; j++) {
          // one chain over the rows, in their order
          let sum = 0
          for (let b = 0; b < rows; b++) {
            const i = b * size + j
            sum = fround(sum + fround(f32[dy / 4 + i] * f32[x / 4 + i]))
          }
          f32[dg / 4 + j] = sum
        }
        if (dx === 0) return
        for (let i = 0; i < rows * size; i++) f32[dx / 4 + i] = f32[dy / 4 + i] * f32[g / 4 + (i % size)]
      },
    }
  },
})

/** The pinball loss of the 90 % quantile: nine tenths of the targets should lie below the answer. */
const UP = fround(0.9)
const DOWN = fround(0.1)
const quantile = {
  name: 'quantile90',
  takes: 'targets',
  logits: false,
  threshold: null,
  terms: (rows, outputs) => rows * outputs,
  gradient({ core, y, dy, targets }, rows, outputs) {
    const { f32 } = core
    const terms = rows * outputs
    let sum = 0
    for (let i = 0; i < terms; i++) {
      const missing = fround(f32[targets / 4 + i] - f32[y / 4 + i])
      sum += missing > 0 ? UP * missing : -DOWN * missing
      f32[dy / 4 + i] = (missing > 0 ? -UP : DOWN) / terms
    }
    return sum
  },
  answer() {},
  // the loss of the best constant answer is not known without the targets, so no range test is doubted for it
  constant: () => Number.POSITIVE_INFINITY,
}

// y = 2 a - b, and evenly up to 1 more
const features = Float32Array.from({ length: 400 }, (_, i) => ((i * 37) % 101) / 50 - 1)
const targets = Float32Array.from({ length: 200 }, (_, row) => {
  return 2 * features[2 * row] - features[2 * row + 1] + ((row * 7) % 20) / 20
})
const data = createDataset({ inputs: 2, features, targets })

for (const name of ['wasm', 'js']) {
  const engine = await loadEngine(name)
  const network = await createNetwork({ inputs: 2, layers: [gain(), dense(1)], loss: quantile, seed: 1, engine })
  await train(network, data, { epochs: 100, batchSize: 20, optimizer: sgd({ learningRate: 0.02, momentum: 0.9 }) })
  const again = await loadNetwork(network.save(), { engine, layers: { gain }, losses: [quantile] })
  const below = again.predict(features).filter((answer, row) => targets[row] <= answer).length / targets.length
  console.log(JSON.stringify({ engine: name, sha256: again.sha256(), below }))
}
