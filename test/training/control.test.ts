import { describe, expect, test, vi } from 'vitest'
import { createNetwork } from '../../src/entry/index.js'
import { dense } from '../../src/network/layers.js'
import { breathe } from '../../src/training/breathe.js'
import { train } from '../../src/training/train.js'
import { Training } from '../../src/training/training.js'
import { labelled } from '../network/data.js'
import { cycled, data, newNetwork, options, timeless, validation } from './runs.js'

const whole = async () => {
  const network = await newNetwork()
  const history = await train(network, data, options({ validation }))
  return { hash: network.sha256(), history: timeless(history) }
}

describe('an AbortSignal', () => {
  test('that has fired before the start leaves the network with its input scale and no update', async () => {
    const network = await newNetwork()
    const before = network.sha256()
    const history = await train(network, data, options({ signal: AbortSignal.abort() }))
    expect(history).toMatchObject({ stopped: 'aborted', loss: [], epochRecords: [] })
    expect(network.sha256()).toBe(before)
  })

  test.each([1, 4, 7, 14])(
    'in step %d ends the run there; resumed, it gives the bits and the history of a whole run',
    async (last) => {
      const network = await newNetwork()
      const controller = new AbortController()
      const training = new Training(
        network,
        data,
        options({ validation, signal: controller.signal, onStep: ({ step }) => step === last && controller.abort() }),
      )
      for await (const _ of training);
      expect(training.stopped).toBe('aborted')
      expect(training.history.loss).toHaveLength(last)
      expect(training.history.epochRecords).toHaveLength(Math.floor(last / 5))
      expect(network.evaluate(data).loss).toBeLessThan(Infinity)
      const rest = await newNetwork()
      const history = await train(rest, data, options({ validation, resume: training.checkpoint() }))
      expect({ hash: rest.sha256(), history: timeless(history) }).toEqual(await whole())
    },
  )

  test('in the last step of an epoch lets the epoch be evaluated; in the very last step the run is complete', async () => {
    for (const [last, stopped, epochs] of [
      [5, 'aborted', 1],
      [15, 'completed', 3],
    ] as const) {
      const controller = new AbortController()
      const history = await train(
        await newNetwork(),
        data,
        options({ validation, signal: controller.signal, onStep: ({ step }) => step === last && controller.abort() }),
      )
      expect(history).toMatchObject({ stopped })
      expect(history.loss).toHaveLength(last)
      expect(history.epochRecords).toHaveLength(epochs)
    }
  })

  test('is no obstacle to another run of the same network', async () => {
    const network = await newNetwork()
    await train(network, data, options({ signal: AbortSignal.abort() }))
    await train(network, data, options({ validation }))
    expect(network.sha256()).toBe((await whole()).hash)
  })
})

describe('the iterator', () => {
  test('may be left after any turn and taken up again: the same bits and history', async () => {
    const network = await newNetwork()
    const training = new Training(network, data, options({ validation }))
    const seen: number[] = []
    while (training.stopped === undefined) {
      for await (const { step } of training) {
        seen.push(step)
        break
      }
    }
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    expect(seen.at(-1)).toBe(15)
    expect({ hash: network.sha256(), history: timeless(training.history) }).toEqual(await whole())
  })

  test('yields at the end of every epoch, with a record of its own each time', async () => {
    const training = new Training(await newNetwork(), data, options())
    const records = []
    for await (const record of training) records.push(record)
    expect(records.map(({ step }) => step)).toEqual(expect.arrayContaining([5, 10, 15]))
    expect(records.at(-1)).toMatchObject({ step: 15, totalSteps: 15, epoch: 2 })
    expect(new Set(records).size).toBe(records.length)
  })

  test('of a finished run has nothing to give', async () => {
    const training = new Training(await newNetwork(), data, options())
    for await (const _ of training);
    for await (const _ of training) expect.fail('a step after the end')
    expect(training.update()).toBe(false)
    expect(training.stopped).toBe('completed')
  })

  test('sees the state between turns: the network may be evaluated and the run abandoned', async () => {
    const network = await newNetwork()
    const training = new Training(network, data, options({ epochs: 1000 }))
    for await (const { epoch } of training) {
      expect(network.evaluate(validation).count).toBe(40)
      if (epoch === 2) break
    }
    expect(training.step).toBe(15)
    expect(training.stopped).toBeUndefined()
  })
})

describe('the event loop', () => {
  test('turns during a single long epoch: timers fire at least every fifth slice', async () => {
    const dataset = labelled(40_000, 8, 2)
    const network = await createNetwork({ inputs: 8, layers: [dense(64, 'relu'), dense(64, 'relu'), dense(2)] })
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    const { seconds, stopped } = await train(network, dataset, { epochs: 1, batchSize: 32, optimizer: cycled })
    clearInterval(timer)
    expect(stopped).toBe('completed')
    // slices last 12 ms
    expect(seconds).toBeGreaterThan(0.025)
    expect(ticks).toBeGreaterThan((seconds * 1000) / 12 / 5)
  })

  test('turns during a long evaluation', async () => {
    const network = await createNetwork({ inputs: 8, layers: [dense(256, 'relu'), dense(256, 'relu'), dense(2)] })
    let ticks = 0
    const timer = setInterval(() => ticks++, 1)
    const small = labelled(16, 8, 2)
    const { seconds } = await train(network, small, {
      epochs: 1,
      optimizer: cycled,
      validation: labelled(40_000, 8, 2),
    })
    clearInterval(timer)
    expect(seconds).toBeGreaterThan(0.025)
    expect(ticks).toBeGreaterThan((seconds * 1000) / 12 / 5)
  })

  test('breathe lets events that are due go first', async () => {
    const order: string[] = []
    setImmediate(() => order.push('event'))
    await breathe()
    order.push('training')
    expect(order).toEqual(['event', 'training'])
  })

  test.each([
    ['setImmediate', ['setImmediate']],
    ['setImmediate and MessageChannel', ['setImmediate', 'MessageChannel']],
  ])('breathe ends in a later turn on hosts without %s too', async (_, missing) => {
    for (const name of missing) vi.stubGlobal(name, undefined)
    let sameTurn = true
    const breath = breathe().then(() => sameTurn)
    vi.unstubAllGlobals()
    // microtasks all come before the next turn
    for (let i = 0; i < 100; i++) await Promise.resolve()
    sameTurn = false
    expect(await breath).toBe(false)
  })
})
