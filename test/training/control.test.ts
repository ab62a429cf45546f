import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createNetwork } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
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
    while (training.stopped === null) {
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
    expect(training.stopped).toBeNull()
  })
})

describe('the event loop', () => {
  let breaths = 0
  beforeEach(() => {
    breaths = 0
    const postTask = async () => void (breaths += 1)
    vi.stubGlobal('scheduler', { postTask })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })

  /** A time that only `advance` moves on. */
  function fakeTime(): (milliseconds: number) => void {
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    return (milliseconds) => {
      now += milliseconds
    }
  }

  test('turns once for every 12 ms of a long epoch', async () => {
    const advance = fakeTime()
    const history = await train(await newNetwork(), data, {
      epochs: 1,
      batchSize: 1,
      optimizer: cycled,
      onStep: () => advance(1),
    })
    expect(history.stopped).toBe('completed')
    expect(breaths).toBeGreaterThanOrEqual(6)
    expect(breaths).toBeLessThanOrEqual(Math.floor(90 / 12))
  })

  test('turns once for every 12 ms of short epochs, not at the end of each; by `train` and by the iterator', async () => {
    for (const run of [train, iterate]) {
      breaths = 0
      const advance = fakeTime()
      await run(await newNetwork(), data, options({ epochs: 100, onStep: () => advance(0.1) }))
      // 500 updates of 0.1 ms
      expect(breaths).toBe(4)
    }
  })

  test('turns during a long evaluation', async () => {
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now++)
    const network = await createNetwork({ inputs: 8, layers: [dense(2)] })
    const rows = labelled(40_000, 8, 2)
    await train(network, labelled(16, 8, 2), { epochs: 1, optimizer: cycled, validation: rows })
    // 157 batches of 256 rows, 1 ms each
    expect(breaths).toBeGreaterThanOrEqual(12)
  })
})

async function iterate(...run: ConstructorParameters<typeof Training>): Promise<void> {
  for await (const _ of new Training(...run));
}
