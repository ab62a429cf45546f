import { describe, expect, test } from 'vitest'
import { createNetwork } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { sgd } from '../../src/optimizers/sgd.js'
import { defineSchedule } from '../../src/schedules/define.js'
import { type EpochRecord, type History, historyToCsv } from '../../src/training/history.js'
import type { StepRecord } from '../../src/training/plan.js'
import { train } from '../../src/training/train.js'
import { Training } from '../../src/training/training.js'
import { targeted } from '../network/data.js'
import { cycled, data, newNetwork, options, validation } from './runs.js'

describe('history', () => {
  test('has one loss, rate and momentum for each update and one record for each epoch', async () => {
    const network = await newNetwork()
    const history = await train(network, data, options({ validation }))
    const { learningRate, momentum } = cycled(new Training(network, data, options()).plan)
    expect(history).toMatchObject({
      epochs: 3,
      batchSize: 20,
      stepsPerEpoch: 5,
      totalSteps: 15,
      seed: 4,
      stopped: 'completed',
    })
    expect(history.loss).toHaveLength(15)
    expect(history.loss.every(Number.isFinite)).toBe(true)
    expect(history.learningRate).toEqual(Array.from({ length: 15 }, (_, step) => learningRate(step)))
    expect(history.momentum).toEqual(Array.from({ length: 15 }, (_, step) => momentum(step)))
    expect(new Set(history.momentum).size).toBeGreaterThan(5)
    expect(history.epochRecords.map(({ epoch, step }) => [epoch, step])).toEqual([
      [0, 5],
      [1, 10],
      [2, 15],
    ])
    history.epochRecords.forEach(({ trainingLoss }, epoch) => {
      const mean = history.loss.slice(5 * epoch, 5 * epoch + 5).reduce((sum, loss) => sum + loss, 0) / 5
      expect(trainingLoss).toBe(mean)
    })
  })

  test('every epoch has its evaluation on the validation data; the last is that of the finished network', async () => {
    const network = await newNetwork()
    const at: ReturnType<typeof network.evaluate>[] = []
    const onEpoch = () => void at.push(network.evaluate(validation))
    const { epochRecords } = await train(network, data, options({ validation, onEpoch }))
    expect(epochRecords.map((record) => record.validationLoss)).toEqual(at.map(({ loss }) => loss))
    expect(epochRecords.map((record) => record.validationAccuracy)).toEqual(at.map(({ accuracy }) => accuracy))
    expect(new Set(at.map(({ loss }) => loss)).size).toBe(3)
  })

  test('every hyperparameter is read at its own step, whatever the schedule', async () => {
    const rates = defineSchedule('zigzag', {}, (step) => (step % 2 === 0 ? 0.1 : 0.01))
    const momenta = defineSchedule('ramp', {}, (step) => step / 100)
    const optimizer = sgd({ learningRate: rates, momentum: momenta })
    const history = await train(await newNetwork(), data, options({ optimizer }))
    expect(history.learningRate).toEqual(Array.from({ length: 15 }, (_, step) => (step % 2 === 0 ? 0.1 : 0.01)))
    expect(history.momentum).toEqual(Array.from({ length: 15 }, (_, step) => step / 100))
    expect(history.optimizer).toEqual(optimizer.description)
  })

  test('is plain JSON, with classes and with targets', async () => {
    const classes = await train(await newNetwork(), data, options({ validation, earlyStopping: {} }))
    expect(JSON.parse(JSON.stringify(classes))).toEqual(classes)
    const network = await createNetwork({ inputs: 3, layers: [dense(2)], loss: 'meanSquaredError' })
    const history = await train(network, targeted(20, 3, 2), options({ validation: targeted(9, 3, 2) }))
    expect(JSON.parse(JSON.stringify(history))).toEqual(history)
    expect(history.epochRecords[0]!.validationLoss).toBeGreaterThan(0)
    expect(history.epochRecords[0]!.validationAccuracy).toBeNull()
  })

  test('is a copy: what is read while the run goes on stays as it was', async () => {
    const training = new Training(await newNetwork(), data, options())
    training.update()
    const early = training.history
    training.update()
    expect(early.loss).toHaveLength(1)
    expect(training.history.loss).toHaveLength(2)
    expect(early).toMatchObject({ stopped: null, reason: null, restoredEpoch: null })
  })

  test('time runs forward from epoch to epoch and ends no earlier than the last', async () => {
    const { epochRecords, seconds } = await train(await newNetwork(), data, options({ validation }))
    const times = [0, ...epochRecords.map((record) => record.seconds), seconds]
    for (let i = 1; i < times.length; i++) expect(times[i]).toBeGreaterThanOrEqual(times[i - 1]!)
    expect(seconds).toBeGreaterThan(0)
  })
})

describe('callbacks', () => {
  test('onStep comes after every update with the numbers of the history, in one record that is used again', async () => {
    const steps: StepRecord[] = []
    const records = new Set<StepRecord>()
    const onStep = (record: StepRecord) => {
      records.add(record)
      steps.push({ ...record })
    }
    const history = await train(await newNetwork(), data, options({ onStep }))
    expect(records.size).toBe(1)
    expect(steps).toEqual(
      history.loss.map((loss, i) => ({
        step: i + 1,
        totalSteps: 15,
        epoch: Math.floor(i / 5),
        loss,
        learningRate: history.learningRate[i],
        momentum: history.momentum[i],
      })),
    )
  })

  test('onEpoch comes after the last step of its epoch, with the record of the history', async () => {
    const calls: (string | EpochRecord)[] = []
    const history = await train(
      await newNetwork(),
      data,
      options({
        validation,
        onStep: ({ step }) => void calls.push(`step ${step}`),
        onEpoch: (record) => void calls.push(record),
      }),
    )
    const expected = history.epochRecords.flatMap((record) => [
      ...[4, 3, 2, 1, 0].map((before) => `step ${record.step - before}`),
      record,
    ])
    expect(calls).toEqual(expected)
  })

  test('an error thrown by a callback ends the run and reaches the caller', async () => {
    const network = await newNetwork()
    const onStep = ({ step }: StepRecord) => {
      if (step === 7) throw new Error('enough')
    }
    await expect(train(network, data, options({ onStep }))).rejects.toThrow('enough')
  })
})

test('as CSV: a row for each finished update, counted from 1, the evaluation in the last row of its epoch', () => {
  const history: History = {
    epochs: 2,
    batchSize: 5,
    stepsPerEpoch: 2,
    totalSteps: 4,
    seed: 0,
    optimizer: {},
    stopped: 'completed',
    reason: null,
    restoredEpoch: null,
    restoredStep: null,
    loss: [2.5, 2, 1.5, 1e-7],
    learningRate: [0.1, 0.2, 0.3, 0.4],
    momentum: [0, 0.5, 0.75, 0.9],
    epochRecords: [
      { epoch: 0, step: 2, trainingLoss: 2.25, validationLoss: 1.75, validationAccuracy: 0.5, seconds: 1 },
      { epoch: 1, step: 4, trainingLoss: 0.75, validationLoss: 1.25, validationAccuracy: null, seconds: 2 },
    ],
    seconds: 2,
  }
  expect(historyToCsv(history)).toBe(
    [
      'step,epoch,learning_rate,momentum,loss,validation_loss,validation_accuracy',
      '1,0,0.1,0,2.5,,',
      '2,0,0.2,0.5,2,1.75,0.5',
      '3,1,0.3,0.75,1.5,,',
      '4,1,0.4,0.9,1e-7,1.25,',
      '',
    ].join('\n'),
  )
})
