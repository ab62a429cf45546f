import { describe, expect, test } from 'vitest'
import { spirals } from '../../src/data/generated/spirals.js'
import { createNetwork } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import { sgd } from '../../src/optimizers/sgd.js'
import { cosine, halveWhen, plateau } from '../../src/schedules/index.js'
import { Training, train } from '../../src/training/index.js'
import type { TrainingOptions } from '../../src/training/plan.js'

const { training, test: validation } = spirals({ seed: 1, training: 64, test: 40 })
const fresh = () => createNetwork({ inputs: 2, layers: [dense(8, 'relu'), dense(2)], seed: 1 })
const base: TrainingOptions = { epochs: 6, batchSize: 16, optimizer: sgd({ learningRate: 0.05 }) }

/** Halves after every epoch, whatever the loss. */
const everyEpoch = () => halveWhen({ initial: 1, metric: 'epoch', reaches: 1, repeat: 'always' })

describe('a trigger in a run', () => {
  test('multiplies the learning rate of every step after the epoch that set it off', async () => {
    const history = await train(await fresh(), training, { ...base, trigger: everyEpoch() })
    const epochs = Array.from({ length: 6 }, (_, epoch) => history.learningRate.slice(4 * epoch, 4 * epoch + 4))
    expect(epochs).toEqual([1, 2, 4, 8, 16, 32].map((divisor) => new Array(4).fill(0.05 / divisor)))
  })

  test('acts on the weights: the run equals one whose schedule has the same rates, bit for bit', async () => {
    const triggered = await fresh()
    await train(triggered, training, { ...base, trigger: everyEpoch() })
    const scheduled = await fresh()
    const { stepDecay } = await import('../../src/schedules/index.js')
    const learningRate = stepDecay({ initial: 0.05, factor: 0.5, every: { steps: 4 } })
    await train(scheduled, training, { ...base, optimizer: sgd({ learningRate }) })
    expect(triggered.sha256()).toBe(scheduled.sha256())
  })

  test('composes with a schedule: the recorded rate is their product', async () => {
    const learningRate = cosine({ initial: 0.1, totalSteps: 24 })
    const options = { ...base, optimizer: sgd({ learningRate }), trigger: everyEpoch() }
    const history = await train(await fresh(), training, options)
    history.learningRate.forEach((rate, step) => {
      expect(rate).toBe(learningRate(step) * 2 ** -Math.floor(step / 4))
    })
  })

  test('is told the loss and accuracy of the validation, and where there is none the loss of the training', async () => {
    const told = async (changes: Partial<TrainingOptions>) => {
      const seen: unknown[] = []
      const usual = everyEpoch()
      const next: typeof usual.next = (state, metrics) => {
        seen.push(metrics)
        return usual.next(state, metrics)
      }
      const trigger = { ...usual, next }
      const { epochRecords } = await train(await fresh(), training, { ...base, ...changes, trigger })
      return { seen, epochRecords }
    }
    const validated = await told({ validation })
    expect(validated.seen).toEqual(
      validated.epochRecords.map(({ epoch, validationLoss: loss, validationAccuracy: accuracy }) => {
        return { epoch: epoch + 1, loss, accuracy }
      }),
    )
    const alone = await told({})
    expect(alone.seen).toEqual(
      alone.epochRecords.map(({ epoch, trainingLoss: loss }) => ({ epoch: epoch + 1, loss, accuracy: undefined })),
    )
  })

  test('watches the validation where there is one, and a plateau lowers the rate when it no longer improves', async () => {
    // an improvement of more than 100 % is impossible, so every epoch after the first is a bad one
    const trigger = plateau({
      initial: 1,
      metric: 'accuracy',
      factor: 0.5,
      patience: 0,
      threshold: 1,
      thresholdMode: 'absolute',
    })
    const history = await train(await fresh(), training, { ...base, validation, trigger })
    expect(history.learningRate[4]).toBe(0.05)
    expect(history.learningRate[23]).toBeLessThan(0.05 / 8)
  })

  test('its state is in the checkpoint: a resumed run has the bits of one that never stopped', async () => {
    const whole = await fresh()
    await train(whole, training, { ...base, trigger: everyEpoch() })
    const first = new Training(await fresh(), training, { ...base, trigger: everyEpoch() })
    for await (const { step } of first) if (step >= 8) break
    const resumed = await fresh()
    const options = { ...base, trigger: everyEpoch(), resume: first.checkpoint() }
    const history = await train(resumed, training, options)
    expect(history.learningRate).toHaveLength(24)
    expect(resumed.sha256()).toBe(whole.sha256())
  })

  test('is refused where it could not act, before the first step', async () => {
    const network = await fresh()
    const accuracy = halveWhen({ initial: 1, metric: 'accuracy', reaches: 0.9 })
    expect(() => new Training(network, training, { ...base, trigger: accuracy })).toThrow(
      'train: "validation" expected a dataset with classes for the trigger, got undefined',
    )
    expect(() => new Training(network, training, { ...base, trigger: 0.5 as never })).toThrow(
      'train: "trigger" expected a trigger such as plateau(...), got 0.5',
    )
  })
})
