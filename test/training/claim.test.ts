import { describe, expect, test } from 'vitest'
import { cloneNetwork } from '../../src/entry/index.js'
import { findLearningRate } from '../../src/measure/index.js'
import { metrics } from '../../src/network/metrics/metrics.js'
import type { Network } from '../../src/network/network.js'
import { train } from '../../src/training/train.js'
import { Training } from '../../src/training/training.js'
import { errorOf } from '../helpers.js'
import { data, newNetwork, options, validation } from './runs.js'

const inARun = /^train: "network" expected one that no run is training, got one in the middle of a run; .*abort/
const takenOver = /"network" expected one of this run, got one of a newer run; .*checkpoint/

/** The bits of a run that nobody disturbs. */
async function alone(): Promise<string> {
  const network = await newNetwork()
  await train(network, data, options({ validation }))
  return network.sha256()
}

describe('a second run on a network', () => {
  test('at once with the first is refused, and the first completes with the bits of a run alone', async () => {
    const network = await newNetwork()
    const both = [1, 2].map(() => train(network, data, options({ validation })))
    const [first, second] = await Promise.allSettled(both)
    expect(first).toMatchObject({ status: 'fulfilled', value: { stopped: 'completed' } })
    expect(second).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching(inARun) } })
    expect(network.sha256()).toBe(await alone())
  })

  test('is refused while a long run breathes, and may begin once that has been aborted', async () => {
    const network = await newNetwork()
    const controller = new AbortController()
    const running = train(network, data, options({ epochs: 100_000, signal: controller.signal }))
    await new Promise((resolve) => setTimeout(resolve, 1))
    await expect(train(network, data, options())).rejects.toThrow(inARun)
    controller.abort()
    expect(await running).toMatchObject({ stopped: 'aborted' })
    expect(await train(network, data, options())).toMatchObject({ stopped: 'completed' })
  })

  test('is refused within the loop of the first, which then ends in the bits of a run alone', async () => {
    const network = await newNetwork()
    for await (const _ of new Training(network, data, options({ validation }))) {
      expect(errorOf(() => new Training(network, data, options())).message).toMatch(inARun)
      await expect(train(network, data, options())).rejects.toThrow(inARun)
    }
    expect(network.sha256()).toBe(await alone())
  })

  test('is refused in the callbacks of the first', async () => {
    const network = await newNetwork()
    const messages = new Set<string>()
    const again = () => void messages.add(errorOf(() => new Training(network, data, options())).message)
    await train(network, data, options({ onStep: again, onEpoch: again }))
    expect([...messages]).toEqual([expect.stringMatching(inARun)])
  })

  test.each(['completed', 'left', 'failed'])('may begin where the first has %s', async (how) => {
    const network = await newNetwork()
    const onStep = () => {
      if (how === 'failed') throw new Error('mine')
    }
    const loop = async () => {
      for await (const _ of new Training(network, data, options({ onStep }))) if (how === 'left') break
    }
    await loop().catch((error) => expect(error.message).toBe('mine'))
    expect(await train(network, data, options())).toMatchObject({ stopped: 'completed' })
  })

  test('may begin where the iterator of the first was dropped and its signal has aborted', async () => {
    const network = await newNetwork()
    const controller = new AbortController()
    const iterator = new Training(network, data, options({ signal: controller.signal }))[Symbol.asyncIterator]()
    await iterator.next()
    expect(errorOf(() => new Training(network, data, options())).message).toMatch(inARun)
    controller.abort()
    await train(network, data, options())
    const after = network.sha256()
    for (let turn = await iterator.next(); !turn.done; ) turn = await iterator.next()
    expect(network.sha256()).toBe(after)
  })
})

describe('a network that train is training', () => {
  const reads: Record<string, (network: Network) => unknown> = {
    evaluate: (network) => network.evaluate(validation),
    metrics: (network) => metrics(network, validation),
    predict: (network) => network.predict([0, 1]),
    save: (network) => network.save(),
    sha256: (network) => network.sha256(),
    tensors: (network) => network.tensors(),
    parameters: (network) => network.parameters(),
    setParameters: (network) => network.setParameters(new Float32Array(network.parameterCount)),
    cloneNetwork: (network) => cloneNetwork(network),
    findLearningRate: (network) => findLearningRate(network, data),
  }
  const half = /"network" expected one that no run is training, got one in the middle of a run; write await train/

  async function refused(network: Network): Promise<string[]> {
    const outcomes = Object.entries(reads).map(async ([name, read]) => {
      const reason = await (async () => read(network))().catch((error) => error)
      return reason instanceof Error && half.test(reason.message) ? [] : name
    })
    return (await Promise.all(outcomes)).flat()
  }

  test.each([
    ['of one slice', 1],
    ['of many', 100_000],
  ])('in a run %s answers no question where the await was forgotten', async (_, epochs) => {
    const network = await newNetwork()
    const controller = new AbortController()
    const running = train(network, data, options({ epochs, signal: controller.signal }))
    const answered = refused(network)
    if (epochs > 1) await new Promise((resolve) => setTimeout(resolve, 1))
    expect(await answered).toEqual([])
    if (epochs > 1) expect(await refused(network)).toEqual([])
    controller.abort()
    await running
    expect(network.evaluate(validation).count).toBe(validation.count)
  })

  test('answers in its callbacks, in the loop of a run that is iterated, and after its end', async () => {
    const network = await newNetwork()
    const losses: number[] = []
    const look = () => void losses.push(network.evaluate(validation).loss)
    await train(network, data, options({ onStep: look, onEpoch: look, progress: look }))
    look()
    for await (const _ of new Training(network, data, options())) look()
    expect(losses.length).toBeGreaterThanOrEqual(15 + 3 + 3 + 1 + 3)
    await expect(train(network, data, options({ onStep: () => expect.fail('mine') }))).rejects.toThrow('mine')
    look()
  })
})

test('a run that is driven by update() is taken over by the next one, and refuses to go on', async () => {
  const network = await newNetwork()
  const first = new Training(network, data, options())
  first.update()
  const resume = first.checkpoint()
  const second = new Training(network, data, options({ resume }))
  second.update()
  const before = network.sha256()
  expect(errorOf(() => first.update()).message).toMatch(takenOver)
  expect(errorOf(() => first.checkpoint()).message).toMatch(takenOver)
  await expect(first[Symbol.asyncIterator]().next()).rejects.toThrow(takenOver)
  expect(network.sha256()).toBe(before)
  expect(second.update()).toBe(true)
})

test('one run is not iterated twice at once', async () => {
  const run = new Training(await newNetwork(), data, options())
  for await (const _ of run) {
    if (run.stopped === null)
      await expect(run[Symbol.asyncIterator]().next()).rejects.toThrow(/"network" expected one that no run is training/)
  }
  expect(run.stopped).toBe('completed')
})

test('a run whose options are refused takes nothing over', async () => {
  const network = await newNetwork()
  const first = new Training(network, data, options())
  errorOf(() => new Training(network, data, options({ epochs: 0 })))
  errorOf(() => new Training(network, data, options({ resume: new Uint8Array(3) })))
  expect(first.update()).toBe(true)
})
