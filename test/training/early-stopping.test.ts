import { describe, expect, test } from 'vitest'
import { sgd } from '../../src/optimizers/sgd.js'
import { defineSchedule } from '../../src/schedules/define.js'
import { type EarlyStopping, nextEarlyStopping, notYet, readEarlyStopping } from '../../src/training/early-stopping.js'
import { train } from '../../src/training/train.js'
import { Training } from '../../src/training/training.js'
import { labelled } from '../network/data.js'
import { newNetwork, options, timeless } from './runs.js'

const data = labelled(90, 2, 2)
const validation = labelled(40, 2, 2)

/** Two useful epochs, then steps so long that every later epoch is worse; five steps an epoch. */
const spoilt = sgd({ learningRate: defineSchedule('spoilt', {}, (step) => (step < 10 ? 0.3 : 20)) })
const spoiltRun = (earlyStopping: EarlyStopping) => options({ epochs: 9, optimizer: spoilt, validation, earlyStopping })

/** A run with the parameters after each epoch. */
async function follow(earlyStopping: EarlyStopping) {
  const network = await newNetwork()
  const after: Float32Array[] = []
  const onEpoch = () => void after.push(network.parameters())
  const history = await train(network, data, { ...spoiltRun(earlyStopping), onEpoch })
  return { network, after, history }
}

describe('a run that stops early', () => {
  test.each([1, 2, 3])('ends after %d epochs without improvement and gives back the best', async (patience) => {
    const { network, after, history } = await follow({ patience })
    const losses = history.epochRecords.map((record) => record.validationLoss!)
    const best = losses.indexOf(Math.min(...losses))
    expect(best).toBe(1)
    expect(history).toMatchObject({ stopped: 'early', restoredEpoch: best })
    expect(losses).toHaveLength(best + 1 + patience)
    expect(history.loss).toHaveLength(5 * losses.length)
    expect(network.parameters()).toEqual(after[best])
    expect(network.parameters()).not.toEqual(after.at(-1))
    expect(network.evaluate(validation).loss).toBe(losses[best])
  })

  test('watches accuracy where asked to', async () => {
    const { network, after, history } = await follow({ metric: 'accuracy', patience: 2 })
    const accuracies = history.epochRecords.map((record) => record.validationAccuracy!)
    const best = accuracies.indexOf(Math.max(...accuracies))
    expect(history).toMatchObject({ stopped: 'early', restoredEpoch: best })
    expect(accuracies).toHaveLength(best + 3)
    expect(network.parameters()).toEqual(after[best])
  })

  test('that reaches its last epoch first gives back the best all the same', async () => {
    const { network, after, history } = await follow({ patience: 20 })
    expect(history).toMatchObject({ stopped: 'completed', restoredEpoch: 1 })
    expect(history.epochRecords).toHaveLength(9)
    expect(network.parameters()).toEqual(after[1])
  })

  test('a standstill is no improvement: a rate of 0 stops after the patience of 3', async () => {
    const network = await newNetwork()
    const optimizer = sgd({ learningRate: 0 })
    const history = await train(network, data, options({ epochs: 9, optimizer, validation, earlyStopping: {} }))
    expect(history.epochRecords).toHaveLength(4)
    expect(history).toMatchObject({ stopped: 'early', restoredEpoch: 0 })
  })

  test('an aborted run keeps its last parameters, and its history names no restored epoch', async () => {
    const network = await newNetwork()
    const stop = new AbortController()
    let last: Float32Array | undefined
    const history = await train(network, data, {
      ...spoiltRun({ patience: 5 }),
      signal: stop.signal,
      onStep: ({ step }) => {
        if (step !== 18) return
        last = network.parameters()
        stop.abort()
      },
    })
    expect(history).toMatchObject({ stopped: 'aborted', restoredEpoch: null })
    expect(network.parameters()).toEqual(last)
  })

  test('resumed from a checkpoint of any epoch, the one at which it stopped included, ends in the same bits', async () => {
    const network = await newNetwork()
    const files: Uint8Array[] = []
    const training: Training = new Training(network, data, {
      ...spoiltRun({ patience: 2 }),
      onEpoch: () => void files.push(training.checkpoint()),
    })
    for await (const _ of training);
    files.push(training.checkpoint())
    expect(files).toHaveLength(5)
    for (const resume of files) {
      const fresh = await newNetwork()
      const history = await train(fresh, data, { ...spoiltRun({ patience: 2 }), resume })
      expect(timeless(history)).toEqual(timeless(training.history))
      expect(fresh.sha256()).toBe(network.sha256())
    }
  })
})

describe('the reducer', () => {
  const states = (settings: EarlyStopping, metric: 'loss' | 'accuracy', values: readonly number[]) => {
    let state = notYet
    return values.map((value, epoch) => {
      const evaluation = { loss: 0, accuracy: 0, count: 1, [metric]: value }
      state = nextEarlyStopping(readEarlyStopping('train', 'earlyStopping', settings, {}), state, epoch, evaluation)
      return [state.best, state.waited]
    })
  }

  test('counts the epochs since the best loss', () => {
    const losses = [3, 2, 2, 2.5, 1, 1.5]
    expect(states({}, 'loss', losses)).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [1, 2],
      [4, 0],
      [4, 1],
    ])
  })

  test('counts the epochs since the best accuracy', () => {
    const accuracies = [0.5, 0.4, 0.6, 0.6]
    expect(states({ metric: 'accuracy' }, 'accuracy', accuracies)).toEqual([
      [0, 0],
      [0, 1],
      [2, 0],
      [2, 1],
    ])
  })

  test('asks for more than minimumDelta: what creeps up in smaller steps counts from the last best', () => {
    const losses = [2, 1.75, 1.5, 1.49]
    expect(states({ minimumDelta: 0.25 }, 'loss', losses)).toEqual([
      [0, 0],
      [0, 1],
      [2, 0],
      [2, 1],
    ])
  })

  test('fills in its defaults', () => {
    expect(readEarlyStopping('train', 'earlyStopping', {}, {})).toEqual({
      metric: 'loss',
      patience: 3,
      minimumDelta: 0,
    })
  })
})
