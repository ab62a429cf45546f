import { describe, expect, test } from 'vitest'
import { createDataset } from '../../src/data/create-dataset.js'
import { createNetwork, loadEngine, sgd, train } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { meanAbsoluteError } from '../../src/losses/mean-absolute-error.js'
import { constantLoss } from '../../src/measure/range-test/constant-loss.js'
import { targeted } from '../network/data.js'
import { engines, lossOf } from './run.js'

test.each(engines)(
  'by hand on %s: the mean size of the errors, their signs as gradient, 0 where there is none',
  async (engine) => {
    const { mean, gradient } = await lossOf(engine, meanAbsoluteError, [0.5, -1, 3, 7], [0, 0, 0, 7], 2)
    expect(mean).toBe(4.5 / 4)
    expect(gradient).toEqual(Float32Array.of(0.25, -0.25, 0.25, 0))
  },
)

describe('a network with it', () => {
  test('learns the median of its targets, which one outlier does not move', async () => {
    const data = createDataset({
      inputs: 1,
      features: new Float32Array(5),
      targets: Float32Array.of(1, 2, 3, 4, 100),
    })
    const network = await createNetwork({ inputs: 1, layers: [dense(1)], loss: 'meanAbsoluteError' })
    await train(network, data, { epochs: 400, optimizer: sgd({ learningRate: 0.05 }) })
    expect(Math.abs(network.predict([0])[0]! - 3)).toBeLessThan(0.1)
  })

  test('has the same bits on both engines', async () => {
    const data = targeted(50, 3, 2)
    const hashOf = async (engine: 'wasm' | 'js') => {
      const layers = [dense(5, 'relu'), dense(2)]
      const network = await createNetwork({
        inputs: 3,
        layers,
        loss: 'meanAbsoluteError',
        engine: await loadEngine(engine),
      })
      await train(network, data, { epochs: 3, batchSize: 8, optimizer: sgd({ learningRate: 0.3 }) })
      return network.sha256()
    }
    expect(await hashOf('js')).toBe(await hashOf('wasm'))
  })
})

test('the best constant answer is the median', () => {
  const data = createDataset({ inputs: 1, features: new Float32Array(5), targets: Float32Array.of(4, 2, 3, 1, 100) })
  // |1 - 3| + |2 - 3| + |4 - 3| + |100 - 3|
  expect(constantLoss(data, meanAbsoluteError, 1)).toBeCloseTo(101 / 5, 12)
  const labels = createDataset({ inputs: 1, features: new Float32Array(4), labels: [0, 0, 0, 1] })
  expect(constantLoss(labels, meanAbsoluteError, 2)).toBeCloseTo(1 / 4, 12)
})
