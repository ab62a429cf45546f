import { beforeAll, describe, expect, test, vi } from 'vitest'
import { NUMERIC_VERSION, numericVersionOf } from '../../src/core/numeric-version.js'
import { contentOf } from '../../src/data/content.js'
import type { Dataset } from '../../src/data/dataset.js'
import { digits } from '../../src/data/generated/digits.js'
import { createNetwork, loadEngine, type NetworkOptions } from '../../src/entry/index.js'
import { type Numbers, packContainer, unpackContainer } from '../../src/files/container.js'
import { dense } from '../../src/layers/dense.js'
import { maxPool2d } from '../../src/layers/windowed/max-pool-2d.js'
import { adam } from '../../src/optimizers/adam.js'
import { sgd } from '../../src/optimizers/sgd.js'
import { plateau } from '../../src/schedules/plateau.js'
import type { StepRecord, TrainingOptions } from '../../src/training/plan.js'
import { train } from '../../src/training/train.js'
import { Training } from '../../src/training/training.js'
import { resigned } from '../files/resigned.js'
import { errorOf, refusal } from '../helpers.js'
import { labelled, scatter, targeted } from '../network/data.js'
import { data, newNetwork, options, timeless, validation } from './runs.js'

interface Point {
  where: string
  step: number
  file: Uint8Array
}

/** A whole run with a checkpoint after every step, after every evaluation and between all turns. */
async function record(changes: Partial<TrainingOptions>) {
  const points: Point[] = []
  const network = await newNetwork()
  const mark = (where: string) => points.push({ where, step: training.step, file: training.checkpoint() })
  const training: Training = new Training(
    network,
    data,
    options({ ...changes, onStep: () => mark('after a step'), onEpoch: () => mark('after an evaluation') }),
  )
  mark('before the first step')
  for await (const _ of training) mark('between turns')
  return { points, hash: network.sha256(), history: timeless(training.history) }
}

describe('a run resumed in a fresh network has the bits and the history of the run that never stopped', () => {
  test.each<[string, Partial<TrainingOptions>]>([
    ['without validation', {}],
    ['with validation', { validation }],
    ['with early stopping', { validation, earlyStopping: { patience: 2 } }],
  ])('%s, from any point: before, after and within every epoch', async (_, changes) => {
    const { points, hash, history } = await record(changes)
    expect(points.map(({ step }) => step)).toEqual(
      expect.arrayContaining(Array.from({ length: 16 }, (_, step) => step)),
    )
    for (const { where, step, file } of points) {
      const network = await newNetwork()
      const resumed = await train(network, data, options({ ...changes, resume: file }))
      expect(network.sha256(), `${where} ${step}`).toBe(hash)
      expect(timeless(resumed), `${where} ${step}`).toEqual(history)
    }
  })

  test('on the other engine', async () => {
    const { points, hash, history } = await record({ validation })
    const network = await newNetwork({ engine: await loadEngine('js') })
    const resumed = await train(network, data, options({ validation, resume: points[9]!.file }))
    expect(network.sha256()).toBe(hash)
    expect(timeless(resumed)).toEqual(history)
  })

  test('in a network that has been trained, evaluated and given another input scale meanwhile', async () => {
    const { points, hash } = await record({})
    const network = scatter(await newNetwork())
    network.standardize({ mean: Float32Array.of(5, 5), scale: Float32Array.of(2, 2) })
    await train(network, data, options({ epochs: 1 }))
    await train(network, data, options({ resume: points[7]!.file }))
    expect(network.sha256()).toBe(hash)
  })

  test('stopped and resumed three times', async () => {
    const { hash, history } = await record({ validation })
    let resume: Uint8Array | undefined
    for (const last of [3, 8, 13, undefined]) {
      const stop = new AbortController()
      const network = await newNetwork()
      const training = new Training(
        network,
        data,
        options({
          validation,
          ...(resume && { resume }),
          signal: stop.signal,
          onStep: ({ step }) => step === last && stop.abort(),
        }),
      )
      for await (const _ of training);
      expect(training.step).toBe(last ?? 15)
      resume = training.checkpoint()
      if (last !== undefined) continue
      expect(network.sha256()).toBe(hash)
      expect(timeless(training.history)).toEqual(history)
    }
  })

  test('of a finished run: iterating shows its last update once, with its loss and its rate', async () => {
    const network = await newNetwork()
    const training = new Training(network, data, options({ validation }))
    const seen: StepRecord[] = []
    for await (const record of training) seen.push(record)
    const again = new Training(await newNetwork(), data, options({ validation, resume: training.checkpoint() }))
    const shown: StepRecord[] = []
    for await (const record of again) shown.push(record)
    expect(shown).toEqual([seen.at(-1)])
  })

  test('a run that is aborted before its first update shows none', async () => {
    const training = new Training(await newNetwork(), data, options({ signal: AbortSignal.abort() }))
    for await (const record of training) expect.fail(`a record of step ${record.step}`)
    expect(training.stopped).toBe('aborted')
  })

  test('with targets, where an evaluation has no accuracy', async () => {
    const plan: NetworkOptions = { inputs: 3, layers: [dense(4, 'tanh'), dense(2)], loss: 'meanSquaredError' }
    const changes = { epochs: 2, batchSize: 8, optimizer: sgd({ learningRate: 0.1 }), validation: targeted(9, 3, 2) }
    const network = await createNetwork(plan)
    const training = new Training(network, targeted(30, 3, 2), changes)
    let file: Uint8Array | undefined
    for await (const { step } of training) if (step === 4) file = training.checkpoint()
    const fresh = await createNetwork(plan)
    const history = await train(fresh, targeted(30, 3, 2), { ...changes, resume: file! })
    expect(fresh.sha256()).toBe(network.sha256())
    expect(timeless(history)).toEqual(timeless(training.history))
  })
})

describe('a checkpoint', () => {
  test('is the same bytes on both engines, clock aside, and does not disturb the run', async () => {
    const [wasm, js] = await Promise.all(
      (['wasm', 'js'] as const).map(async (engine) => {
        const training = new Training(await newNetwork({ engine: await loadEngine(engine) }), data, options())
        for (let i = 0; i < 7; i++) training.update()
        expect(training.checkpoint()).toEqual(training.checkpoint())
        return training.checkpoint()
      }),
    )
    expect(js).toEqual(wasm)
  })

  test('carries the input scale, or that there is none yet', async () => {
    for (const standardize of [true, false]) {
      const network = await newNetwork()
      const training = new Training(network, data, options({ standardize }))
      training.update()
      const fresh = await newNetwork()
      await train(fresh, data, options({ standardize, resume: training.checkpoint() }))
      expect(fresh.standardized).toBe(standardize)
      expect(fresh.standardization).toEqual(network.standardization)
    }
  })

  test('of a finished run gives the finished run back', async () => {
    const network = await newNetwork()
    const training = new Training(network, data, options({ validation }))
    for await (const _ of training);
    const fresh = await newNetwork()
    const history = await train(fresh, data, options({ validation, resume: training.checkpoint() }))
    expect(fresh.sha256()).toBe(network.sha256())
    expect(timeless(history)).toEqual(timeless(training.history))
    // no turn was spent on it
    expect(history.seconds - training.history.seconds).toBeLessThan(0.01)
  })

  test('goes on with the numbers of its steps', async () => {
    const training = new Training(await newNetwork(), data, options())
    for (let i = 0; i < 7; i++) training.update()
    const steps: number[] = []
    const resume = training.checkpoint()
    await train(await newNetwork(), data, options({ resume, onStep: ({ step }) => void steps.push(step) }))
    expect(steps).toEqual([8, 9, 10, 11, 12, 13, 14, 15])
  })
})

describe('what resume refuses', () => {
  let file: Uint8Array
  beforeAll(async () => {
    const training = new Training(await newNetwork(), data, options({ validation }))
    training.update()
    file = training.checkpoint()
  })

  const next = 'resume with its data and options'
  const differs = (path: string, saved: string, given: string) =>
    `resume: "run.${path}" expected ${saved} as in the checkpoint, got ${given}; ${next}`
  const renamed = { ...data, name: 'others' }
  const fewer = labelled(80, 2, 2)

  test.each<[string, Partial<TrainingOptions>, string]>([
    ['epochs', { epochs: 4 }, differs('epochs', '3', '4')],
    ['batch size', { batchSize: 10 }, differs('batchSize', '20', '10')],
    ['order of rows', { seed: 5 }, differs('seed', '4', '5')],
    ['early stopping', { earlyStopping: { patience: 2 } }, differs('earlyStopping', 'null', 'an object')],
    [
      'validation',
      { validation: { ...validation, name: 'others' } },
      differs('validation.name', '"spirals"', '"others"'),
    ],
  ])('another %s: the message names it and both values', async (_, changes, message) => {
    const network = await newNetwork()
    expect(errorOf(() => new Training(network, data, options({ validation, ...changes, resume: file }))).message).toBe(
      message,
    )
  })

  test('no validation where there was one', async () => {
    const network = await newNetwork()
    expect(errorOf(() => new Training(network, data, options({ resume: file }))).message).toBe(
      differs('validation', 'an object', 'null'),
    )
  })

  test('another optimizer: the message names the hyperparameter', async () => {
    const network = await newNetwork()
    const resumeWith = (learningRate: number, momentum: number) => () =>
      new Training(network, data, options({ optimizer: sgd({ learningRate, momentum }), resume: own }))
    const own = new Training(
      network,
      data,
      options({ optimizer: sgd({ learningRate: 0.1, momentum: 0.9 }) }),
    ).checkpoint()
    expect(resumeWith(0.1, 0.9)).not.toThrow()
    expect(errorOf(resumeWith(0.2, 0.9)).message).toBe(differs('optimizer.learningRate.value', '0.1', '0.2'))
    expect(errorOf(resumeWith(0.1, 0.8)).message).toBe(differs('optimizer.momentum.value', '0.9', '0.8'))
  })

  test.each<[string, Partial<NetworkOptions>, string]>([
    ['seed', { seed: 3 }, differs('network.seed', '4', '3')],
    ['width', { layers: [dense(9, 'relu'), dense(2)] }, differs('network.layers.0.outputs', '8', '9')],
    [
      'activation',
      { layers: [dense(8, 'leakyRelu'), dense(2)] },
      differs('network.layers.0.activation', '"relu"', '"leakyRelu"'),
    ],
    [
      'depth',
      { layers: [dense(8, 'relu'), dense(2), dense(2)] },
      differs('network.layers.2', 'undefined', 'an object'),
    ],
    ['loss', { loss: 'binaryCrossEntropy' }, differs('network.loss', '"softmaxCrossEntropy"', '"binaryCrossEntropy"')],
  ])('a network of another %s', async (_, changes, message) => {
    const network = await newNetwork(changes)
    expect(errorOf(() => new Training(network, data, options({ resume: file }))).message).toBe(message)
  })

  test('other data: its name, its rows', async () => {
    const network = await newNetwork()
    const resumeOn = (dataset: typeof data) => () => new Training(network, dataset, options({ resume: file }))
    expect(errorOf(resumeOn(renamed)).message).toBe(differs('data.name', '"spirals"', '"others"'))
    expect(errorOf(resumeOn({ ...fewer, name: 'spirals' })).message).toBe(differs('data.count', '90', '80'))
  })

  test('other data of the same name and shape: of features, labels, targets and weights, to train on and to validate with', async () => {
    const changed = (values: Float32Array) => values.map((value, i) => (i === values.length - 1 ? value + 1 : value))
    const others: [Dataset, Dataset][] = [
      [data, { ...data, features: changed(data.features as Float32Array) }],
      [data, { ...data, labels: data.labels.map((label, row) => (row === 0 ? 1 - label : label)) }],
      [
        { ...data, weights: new Float32Array(90).fill(1) },
        { ...data, weights: changed(new Float32Array(90).fill(1)) },
      ],
    ]
    for (const [one, other] of others) {
      const resume = new Training(await newNetwork(), one, options({ validation: one })).checkpoint()
      const again = async (training: Dataset, validation: Dataset) =>
        new Training(await newNetwork(), training, options({ validation, resume }))
      await expect(again({ ...one }, { ...one })).resolves.toBeInstanceOf(Training)
      await expect(again(other, one)).rejects.toThrow(/^resume: "run\.data\.content" expected "[0-9a-f]{16}" as in/)
      await expect(again(one, other)).rejects.toThrow('resume: "run.validation.content" expected')
    }
  })

  test('bytes that begin anywhere in their memory are the same data', async () => {
    const { training } = digits({ training: 3, test: 1 })
    const memory = new Uint8Array(training.features.length + 3)
    memory.set(training.features, 3)
    expect(contentOf({ ...training, features: memory.subarray(3) })).toBe(contentOf(training))
  })

  test('a checkpoint of before, without a content of its data, goes on and says so', async () => {
    const { kind, meta, arrays } = unpackContainer('test', file, 'checkpoint')
    const { identity, ...rest } = meta as { identity: { data: object; validation: object }; step: number }
    const without = (part: object) => ({ ...part, content: undefined })
    const before = { ...identity, data: without(identity.data), validation: without(identity.validation) }
    const resume = packContainer({ kind, meta: { ...rest, identity: before }, arrays })
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    try {
      expect(new Training(await newNetwork(), data, options({ validation, resume })).step).toBe(rest.step)
      expect(warn).toHaveBeenCalledWith(expect.stringMatching(/^resume: .*no digest of its data/))
    } finally {
      warn.mockRestore()
    }
  })

  test('one of a network with kernels of layers under another version of theirs; resuming under the same goes on', async () => {
    const make = () => createNetwork({ inputs: [1, 2, 1], layers: [maxPool2d(1), dense(2)] })
    const plan = { epochs: 2, batchSize: 20, optimizer: sgd({ learningRate: 0.1 }) }
    const whole = await make()
    await train(whole, data, plan)
    const run = new Training(await make(), data, plan)
    for (let step = 0; step < 3; step++) run.update()
    const resume = run.checkpoint()
    const again = await make()
    await train(again, data, { ...plan, resume })
    expect(again.sha256()).toBe(whole.sha256())
    const { kind, meta, arrays } = unpackContainer('test', resume, 'checkpoint')
    expect(meta.numericVersion).toBe(numericVersionOf('layers'))
    const other = packContainer({ kind, meta: { ...meta, numericVersion: NUMERIC_VERSION }, arrays })
    await expect(train(await make(), data, { ...plan, resume: other })).rejects.toThrow(/"numeric version" expected/)
  })

  test('another numeric version, whose bits would not go on as these began; none is that of 0.1.0', async () => {
    const { kind, meta, arrays } = unpackContainer('test', file, 'checkpoint')
    expect(meta.numericVersion).toBe(NUMERIC_VERSION)
    const resumeWith = (numericVersion?: string) => async () => {
      const resume = packContainer({ kind, meta: { ...meta, numericVersion }, arrays })
      return new Training(await newNetwork(), data, options({ validation, resume }))
    }
    await expect(resumeWith('0123456789abcdef')).rejects.toThrow(RangeError)
    await expect(resumeWith('0123456789abcdef')).rejects.toThrow(
      new RegExp(`"numeric version" expected ${NUMERIC_VERSION}, got "0123456789abcdef"; `),
    )
    expect((await resumeWith(undefined)()).step).toBeGreaterThan(0)
  })

  test('a saved network, a corrupt file, a foreign one, something else', async () => {
    const network = await newNetwork()
    const resume = (bytes: unknown) => () => new Training(network, data, options({ resume: bytes as Uint8Array }))
    expect(errorOf(resume(network.save())).message).toBe('resume: "bytes" expected a checkpoint, got a network')
    const corrupt = file.slice()
    corrupt[file.length >> 1]! ^= 4
    expect(errorOf(resume(corrupt)).message).toContain('expected a file that agrees with its checksum')
    expect(errorOf(resume(file.subarray(0, 100))).message).toContain('expected a file that agrees with its checksum')
    expect(errorOf(resume(new Uint8Array(99))).message).toContain('expected a file that starts with ONECYCLE')
    expect(resume('path')).toThrow('resume: "bytes" expected Uint8Array, got "path"')
  })

  test('leaving the network as it was', async () => {
    const network = await newNetwork()
    const before = network.save()
    errorOf(() => new Training(network, data, options({ epochs: 4, resume: file })))
    expect(network.save()).toEqual(before)
  })
})

describe('a checkpoint with a right checksum whose inside is that of no run', () => {
  type Parts = { meta: Record<string, unknown>; arrays: Record<string, Numbers> }
  const changes = {
    validation,
    earlyStopping: { patience: 2 },
    trigger: plateau({ initial: 1 }),
    optimizer: adam({ learningRate: 0.01 }),
  }
  let whole: Uint8Array

  beforeAll(async () => {
    const run = new Training(await newNetwork(), data, options(changes))
    for await (const { step } of run) if (step === 10) break
    whole = run.checkpoint()
  })

  /** The checkpoint with other parts, signed again. */
  function forged(change: (parts: Parts) => void): Uint8Array {
    const { kind, meta, arrays } = structuredClone(unpackContainer('test', whole, 'checkpoint'))
    const parts = { meta: { ...meta }, arrays: { ...arrays } }
    change(parts)
    return packContainer({ kind, ...parts })
  }

  const records = (meta: Parts['meta']) => meta.epochRecords as Record<string, unknown>[]
  const wrongParts: [string, string, (parts: Parts) => void][] = [
    ...['parameters', 'mean', 'scale', 'scalars', 'slot0', 'slot1', 'loss', 'learningRate', 'momentum'].flatMap(
      (name): [string, string, (parts: Parts) => void][] => [
        [`no array ${name}`, `"${name}"`, ({ arrays }) => delete arrays[name]],
        [
          `${name} of another kind`,
          `"${name}"`,
          ({ arrays }) => {
            const values = arrays[name]!
            arrays[name] = values instanceof Float32Array ? Float64Array.from(values) : Float32Array.from(values)
          },
        ],
        [`${name} one longer`, `"${name}"`, ({ arrays }) => (arrays[name] = longer(arrays[name]!))],
        [
          `${name} in the header`,
          `"${name}"`,
          ({ meta, arrays }) => (meta[name] = [...arrays[name]!]) && delete arrays[name],
        ],
      ],
    ),
    [
      'best parameters of another length',
      '"bestParameters"',
      ({ arrays }) => (arrays.bestParameters = new Float32Array(3)),
    ],
    [
      'best parameters that are none',
      '"bestParameters"',
      ({ meta, arrays }) => (meta.bestParameters = 'x') && delete arrays.bestParameters,
    ],
    ...([-1, 16, 0.5, null, '10', {}, 1e300] as unknown[]).map((step): [string, string, (parts: Parts) => void] => [
      `step ${JSON.stringify(step)}`,
      '"step"',
      ({ meta }) => (meta.step = step),
    ]),
    ['a step in an array', '"step"', ({ arrays }) => (arrays.step = Float64Array.of(10))],
    ['fewer steps than losses', '"loss"', ({ meta }) => (meta.step = 10 - 1) && records(meta).pop()],
    ['no seconds', '"seconds"', ({ meta }) => delete meta.seconds],
    ['records that are none', '"epochRecords"', ({ meta }) => (meta.epochRecords = { length: 2 ** 31 })],
    ['a record that is none', 'epochRecords[0]: "', ({ meta }) => (meta.epochRecords = [null])],
    [
      'a record without its loss',
      'epochRecords[1]: "trainingLoss"',
      ({ meta }) => delete records(meta)[1]!.trainingLoss,
    ],
    [
      'a record with a text',
      'epochRecords[0]: "validationLoss"',
      ({ meta }) => (records(meta)[0]!.validationLoss = 'low'),
    ],
    ['more records than epochs', '"epochRecords.length"', ({ meta }) => records(meta).push(records(meta)[0]!)],
    ['no early stopping', 'earlyStopping', ({ meta }) => delete meta.earlyStopping],
    [
      'early stopping without a count',
      'earlyStopping: "waited"',
      ({ meta }) => (meta.earlyStopping = { best: 0, value: 1 }),
    ],
    ['no trigger', 'plateau: "state.value"', ({ meta }) => delete meta.trigger],
    [
      'a trigger without its count',
      'plateau: "state.badEpochs"',
      ({ meta }) => (meta.trigger = { value: 1, best: 2, cooling: 0 }),
    ],
    ['a word for whether there is a scale', '"standardized"', ({ meta }) => (meta.standardized = 'yes')],
    [
      'a version that no text can be made of',
      '"numeric version"',
      ({ meta }) => (meta.numericVersion = { toString: 1 }),
    ],
    ['an identity of another kind', '"run"', ({ meta }) => (meta.identity = null)],
    [
      'an identity that no text can be made of',
      '"run.epochs"',
      ({ meta }) =>
        (meta.identity = { ...(meta.identity as object), epochs: { constructor: { name: { toString: 1 } } } }),
    ],
  ]

  test.each(wrongParts)('%s: refused by its name, with the network as it was', async (_, what, change) => {
    const network = await newNetwork()
    const before = network.sha256()
    const resume = forged(change)
    const error = errorOf(() => new Training(network, data, options({ ...changes, resume })))
    expect(error).toSatisfy((one) => one instanceof RangeError || one instanceof TypeError)
    expect(error.message).toContain(what)
    expect(error.message).toMatch(/^(?:resume|plateau)\b[^:]*: .*expected .*, got /)
    expect([network.sha256(), network.standardized]).toEqual([before, false])
  })

  test('unchanged, it goes on: what is refused above is refused for its change alone', async () => {
    const run = new Training(await newNetwork(), data, options({ ...changes, resume: forged(() => {}) }))
    expect(run.step).toBe(10)
  })

  test('numbers of the input scale that are not finite are refused before the parameters are set', async () => {
    const network = await newNetwork()
    const before = network.sha256()
    const resume = forged(({ arrays }) => (arrays.scale![0] = Number.NaN))
    expect(errorOf(() => new Training(network, data, options({ ...changes, resume }))).message).toContain('"scale')
    expect(network.sha256()).toBe(before)
  })

  test.each([
    [
      'an array of 2^40 numbers',
      (header: string) => header.replace(/("name":"slot1","type":"f32","length":)\d+/, '$12e40'),
    ],
    [
      'an array of a length below 0',
      (header: string) => header.replace(/("name":"slot1","type":"f32","length":)\d+/, '$1-8'),
    ],
    ['a kind that no text can be made of', (header: string) => header.replace('"checkpoint"', '{"toString":1}')],
  ])('%s in the header: it does not describe its file, and no memory is taken', async (_, change) => {
    const network = await newNetwork()
    const resume = resigned(whole, change)
    expect(resume).not.toEqual(whole)
    const error = errorOf(() => new Training(network, data, options({ ...changes, resume })))
    expect(error).toEqual(refusal(RangeError, 'resume', 'bytes', 'a header that describes its file'))
  })
})

function longer(values: Numbers): Numbers {
  const copy =
    values instanceof Float32Array ? new Float32Array(values.length + 1) : new Float64Array(values.length + 1)
  copy.set(values)
  return copy
}
