import { describe, expect, test } from 'vitest'
import { createNetwork } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { sgd } from '../../src/optimizers/sgd.js'
import { defineSchedule } from '../../src/schedules/define.js'
import type { TrainingOptions } from '../../src/training/plan.js'
import { train } from '../../src/training/train.js'
import { labelled, targeted } from '../network/data.js'
import { data, newNetwork, options, validation } from './runs.js'

const known =
  'epochs, batchSize, optimizer, seed, shuffle, validation, standardize, augment, classWeights, frozen, clipValue, clipNorm, trigger, earlyStopping, onDivergence, signal, onStep, onEpoch, progress, resume'

describe('what train refuses before anything is changed', () => {
  const refused: [object, ErrorConstructor, string][] = [
    [{ epoch: 3 }, TypeError, `train: unknown option "epoch", expected one of ${known}`],
    [{ epochs: 0 }, RangeError, 'train: "epochs" expected a whole number of at least 1, got 0'],
    [{ epochs: 1.5 }, RangeError, 'train: "epochs" expected a whole number of at least 1, got 1.5'],
    [
      { epochs: 1e12, batchSize: 90 },
      RangeError,
      'train: "epochs" expected at most 134217728 epochs of 1 steps, as fit memory, got 1000000000000',
    ],
    [{ epochs: undefined }, TypeError, 'train: "epochs" expected a whole number of at least 1, got undefined'],
    [{ batchSize: 0 }, RangeError, 'train: "batchSize" expected a whole number of at least 1, got 0'],
    [{ batchSize: 91 }, RangeError, 'train: "batchSize" expected at most the 90 rows of the training data, got 91'],
    [{ batchSize: '32' }, TypeError, 'train: "batchSize" expected a whole number of at least 1, got "32"'],
    [{ seed: -1 }, RangeError, 'train: "seed" expected a whole number of at least 0, got -1'],
    [
      { optimizer: undefined },
      TypeError,
      'train: "optimizer" expected an optimizer or a function that returns one, got undefined',
    ],
    [
      { optimizer: 'sgd' },
      TypeError,
      'train: "optimizer" expected an optimizer or a function that returns one, got "sgd"',
    ],
    [
      { optimizer: () => 0.1 },
      TypeError,
      'train: "optimizer" expected an optimizer or a function that returns one, got 0.1',
    ],
    [{ signal: 'now' }, TypeError, 'train: "signal" expected the signal of an AbortController, got "now"'],
    [{ onStep: {} }, TypeError, 'train: "onStep" expected a function, got an object'],
    [{ progress: 'yes' }, TypeError, 'train: "progress" expected true, false or a function, got "yes"'],
    [{ onEpoch: 1 }, TypeError, 'train: "onEpoch" expected a function, got 1'],
    [
      { classWeights: 'equal' },
      TypeError,
      'train: "classWeights" expected "balanced", weights, or weights by class name, got "equal"',
    ],
    [
      { classWeights: [1] },
      RangeError,
      'train: "classWeights" expected 2 weights, one for each class, got an array of length 1',
    ],
    [{ classWeights: [1, -1] }, RangeError, 'train: "classWeights[1]" expected a finite number of at least 0, got -1'],
    [{ classWeights: { 7: 2 } }, RangeError, 'train: "classWeights" expected names of classes (0, 1), got "7"'],
    [
      { classWeights: { 1: '2' } },
      TypeError,
      'train: "classWeights.1" expected a finite number of at least 0, got "2"',
    ],
    [{ classWeights: [0, 0] }, RangeError, 'train: "weights" expected a weight above 0, got none'],
    [{ clipNorm: 0 }, RangeError, 'train: "clipNorm" expected a positive finite number, got 0'],
    [{ clipValue: '1' }, TypeError, 'train: "clipValue" expected a positive finite number, got "1"'],
    [{ frozen: 0 }, TypeError, 'train: "frozen" expected an array, got 0'],
    [{ frozen: [2] }, RangeError, 'train: "frozen[0]" expected a whole number from 0 to 1, got 2'],
    [
      { frozen: [1, 0] },
      RangeError,
      'train: "frozen" expected at least one layer with weights that is not frozen, got an array of length 2',
    ],
    [{ standardize: 'no' }, TypeError, 'train: "standardize" expected true or false, got "no"'],
    [{ earlyStopping: {} }, TypeError, 'train: "validation" expected a dataset for earlyStopping, got undefined'],
    [
      { validation, earlyStopping: { patience: 0 } },
      RangeError,
      'train earlyStopping: "patience" expected a whole number of at least 1, got 0',
    ],
    [
      { validation, earlyStopping: { metric: 'f1' } },
      RangeError,
      'train earlyStopping: "metric" expected one of loss, accuracy, got "f1"',
    ],
    [
      { validation, earlyStopping: { minimumDelta: -1 } },
      RangeError,
      'train earlyStopping: "minimumDelta" expected a finite number of at least 0, got -1',
    ],
    [
      { validation, earlyStopping: { delta: 1 } },
      TypeError,
      'train earlyStopping: unknown option "delta", expected one of metric, patience, minimumDelta',
    ],
    [
      { validation: labelled(9, 3, 2) },
      RangeError,
      'train: "validation" expected rows of 2 inputs, as the network has, got 3',
    ],
    [{ validation: 0.2 }, TypeError, 'train: "validation" expected a dataset, got 0.2'],
    [
      { signal: new AbortController() },
      TypeError,
      'expected the signal of an AbortController, got an instance of AbortController',
    ],
    [{ optimizer: () => 0.1 }, TypeError, 'got 0.1; write sgd({ learningRate: ... })'],
  ]
  test.each(refused.map(([given, kind, message]) => [message, given, kind] as const))(
    '%s',
    async (message, changes, kind) => {
      const network = await newNetwork()
      const before = network.save()
      const error = await train(network, data, options(changes as Partial<TrainingOptions>)).catch((reason) => reason)
      expect(error).toBeInstanceOf(kind)
      expect(error.message).toContain(message)
      expect(network.save()).toEqual(before)
    },
  )

  test('no options at all', async () => {
    const network = await newNetwork()
    await expect(train(network, data, undefined as never)).rejects.toThrow(
      'train: "options" expected an object, got undefined; pass { epochs: ... }',
    )
  })

  test.each([
    ['more inputs', labelled(30, 3, 2), 'train: "dataset" expected rows of 2 inputs, as the network has, got 3'],
    [
      'more classes',
      labelled(30, 2, 3),
      'train: "dataset" expected at most 2 classes, as the network has outputs, got 3',
    ],
    [
      'targets',
      targeted(30, 2, 2),
      'train: "dataset" expected labels, which softmaxCrossEntropy needs, got targets; to predict numbers give createNetwork loss: \'meanSquaredError\'',
    ],
  ])('data with %s than the network can take', async (_, dataset, message) => {
    const network = await newNetwork()
    const error = await train(network, dataset, options()).catch((reason) => reason)
    expect(error).toBeInstanceOf(RangeError)
    expect(error.message).toContain(message)
  })

  test('targets of another width, and accuracy of data without classes', async () => {
    const network = await createNetwork({ inputs: 2, layers: [dense(2)], loss: 'meanSquaredError' })
    await expect(train(network, targeted(30, 2, 3), options())).rejects.toThrow(
      'train: "targets" expected rows of 2, as the network has outputs, got 3',
    )
    const watched = { validation: targeted(9, 2, 2), earlyStopping: { metric: 'accuracy' as const } }
    await expect(train(network, targeted(30, 2, 2), options(watched))).rejects.toThrow(
      'train: "validation" expected a dataset with classes for earlyStopping, got one with targets',
    )
  })
})

test('a schedule that leaves its range at a step stops the run there with the step in the message', async () => {
  const network = await newNetwork()
  const momentum = defineSchedule('rising', {}, (step) => step / 8)
  let updates = 0
  const run = train(
    network,
    data,
    options({ optimizer: sgd({ learningRate: 0.1, momentum }), onStep: () => void updates++ }),
  )
  await expect(run).rejects.toThrow(new RangeError('sgd: "momentum at step 8" expected a number in [0, 1), got 1'))
  expect(updates).toBe(8)
  expect(network.sha256()).toMatch(/^[0-9a-f]{64}$/)
})
