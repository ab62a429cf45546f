/** Ours: Training.update(), with the gather of the shuffled batch from raw rows inside. */
import { createNetwork, loadEngine, sgd, Training } from '../../dist/entry/index.js'
import { LEARNING_RATE, MOMENTUM, planOf, SEED } from './problem.mjs'

export const onecycle = (name, { engine = 'wasm', threads = 1 } = {}) => ({
  name,
  async create({ spec, dataset }) {
    const network = await createNetwork({ ...planOf(spec), seed: SEED, engine: await loadEngine(engine), threads })
    let loss = 0
    const training = new Training(network, dataset, {
      epochs: 100_000,
      batchSize: spec.batch,
      seed: SEED,
      optimizer: sgd({ learningRate: LEARNING_RATE, momentum: MOMENTUM }),
      onStep: (record) => {
        loss = record.loss
      },
    })
    return {
      step() {
        if (!training.update()) throw new Error(`onecycle: training stopped: ${training.stopped}`)
        return loss
      },
      /** `predict` of the first rows of the dataset, as a user calls it: raw rows in, probabilities out */
      forward(rows) {
        const features = dataset.features.slice(0, rows * spec.layers[0])
        return () => network.predict(features)
      },
      threads: () => network.threads.count,
      end: () => network.dispose(),
    }
  },
})
