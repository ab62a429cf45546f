/** The command line on the real MNIST. */
import { expect, test } from 'vitest'
import { outsideData } from '../../outside-data.js'
import { json } from '../onecycle.js'

const { folder, present } = outsideData('mnist')

const RUN = ['train', '--data', folder, '--hidden', '128', '--epochs', '3', '--batch-size', '128']
const ONE_CYCLE = [...RUN, '--schedule', 'one-cycle', '--peak', '0.1']

test.skipIf(!present)(
  '784-128-10 with 1cycle at 0.1 has a median test accuracy of at least 0.976 after 3 epochs, seeds 1 to 3',
  async () => {
    const accuracies: number[] = []
    for (const seed of ['1', '2', '3']) {
      const { dataset, steps, testAccuracy } = await json([...ONE_CYCLE, '--seed', seed])
      expect(dataset).toEqual({ name: 'mnist', training: 60000, test: 10000, inputs: 784, classes: 10 })
      expect(steps).toBe(3 * 469)
      accuracies.push(testAccuracy as number)
    }
    console.log(`MNIST test accuracies: ${accuracies.join(', ')}`)
    expect(accuracies.sort()[1]).toBeGreaterThanOrEqual(0.976)
  },
)

test.skipIf(!present)('plain JavaScript trains MNIST to the same weights as WebAssembly', async () => {
  const [wasm, js] = await Promise.all([json(ONE_CYCLE), json([...ONE_CYCLE, '--engine', 'js'])])
  expect(js.weightsSha256).toBe(wasm.weightsSha256)
  expect(js.testAccuracy).toBe(wasm.testAccuracy)
  expect(js.finalLoss).toBe(wasm.finalLoss)
})
