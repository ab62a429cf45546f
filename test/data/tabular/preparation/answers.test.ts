import { expect, test } from 'vitest'
import { prepareTable } from '../../../../src/data/tabular/csv.js'
import { createNetwork, dense, type PlanOptions, sgd, train } from '../../../../src/entry/index.js'

const rows = Array.from({ length: 30 }, (_, i) => ({ x: i, kind: 'abc'[i % 3], flag: 'ny'[i % 2], price: i / 7 }))
const of = (target: string) => {
  const ignore = ['kind', 'flag', 'price'].filter((name) => name !== target)
  return prepareTable(rows, { target, ignore, validation: 0 }).training
}

const trained = async (target: string, layers: PlanOptions['layers'], loss?: PlanOptions['loss']) => {
  const network = await createNetwork({ inputs: 1, layers, ...(loss && { loss }) })
  const before = network.sha256()
  const options = { epochs: 1, optimizer: sgd({ learningRate: 0.01 }) }
  const outcome = await train(network, of(target), options).catch((error) => error)
  if (outcome instanceof Error) expect(network.sha256()).toBe(before)
  return outcome instanceof RangeError ? outcome.message : outcome.stopped
}

test('more outputs than the target has classes are refused, with both numbers', async () => {
  expect(await trained('kind', [dense(12)])).toMatch(/^train: "dataset" .*\b12\b.*, got 3; .*dense\(3\)/)
  expect(await trained('kind', [dense(12)], 'binaryCrossEntropy')).toMatch(/got 3; .*dense\(3\)/)
  expect(await trained('kind', [dense(3)])).toBe('completed')
  expect(await trained('flag', [dense(1)], 'binaryCrossEntropy')).toBe('completed')
})

test.each(['meanSquaredError', 'meanAbsoluteError', 'huber'] as const)(
  '%s, which gives no probabilities, is refused for classes and named with the loss to take',
  async (loss) => {
    const refused = (right: string) => new RegExp(`^train: "dataset" .*${loss}.* classes; .*'${right}'$`)
    expect(await trained('kind', [dense(3)], loss)).toMatch(refused('softmaxCrossEntropy'))
    expect(await trained('flag', [dense(1, 'sigmoid')], loss)).toMatch(refused('binaryCrossEntropy'))
    expect(await trained('price', [dense(1)], loss)).toBe('completed')
  },
)

test.each(['relu', 'sigmoid', 'tanh'] as const)(
  'a scaled number is not learned by a last layer with %s',
  async (name) => {
    const message = await trained('price', [dense(1, name)], 'meanSquaredError')
    expect(message).toMatch(new RegExp(`^train: "layers" .*linear.*, got ${name}; .*"price".*dense\\(1\\)`))
  },
)
