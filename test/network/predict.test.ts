import { beforeAll, describe, expect, test } from 'vitest'
import type { ClassAnswer } from '../../src/data/tabular/answer-rows.js'
import { applyPreparation, prepareTable } from '../../src/data/tabular/csv.js'
import type { Preparation } from '../../src/data/tabular/preparation/preparation.js'
import type { UnknownValue } from '../../src/data/tabular/preparation/rows.js'
import { cloneNetwork, createNetwork, loadEngine, loadNetwork, sgd, train } from '../../src/entry/index.js'
import { dense } from '../../src/layers/dense.js'
import type { Network } from '../../src/network/network.js'
import { scatter } from './data.js'

const engines = ['wasm', 'js'] as const

/** Ages 20, 40 and 30 (mean 30, median 30), towns, a flag; `id` is left out. */
const csv = 'id,age,town,member,buys\n7,20,Bern,true,yes\n3,40,Rome,false,no\n9,,Bern,true,no\n1,30,,false,yes\n'
const { preparation, training } = prepareTable(csv, { target: 'buys', ignore: ['id'], validation: 0 })
const deviation = Math.sqrt(200 / 3)

describe.each(engines)('raw rows on %s', (engine) => {
  let network: Network
  beforeAll(async () => {
    network = scatter(
      await createNetwork({ inputs: 5, layers: [dense(4, 'relu'), dense(2)], engine: await loadEngine(engine) }),
    )
    network.preparation = preparation
  })

  /** What the network says of the numbers [age, Bern, Rome, false, true], worked out by hand. */
  const ofNumbers = (...features: number[]): ClassAnswer => {
    const [no, yes] = network.predict(Float32Array.from(features)) as unknown as [number, number]
    return { className: yes > no ? 'yes' : 'no', probability: Math.max(no, yes), probabilities: { no, yes } }
  }

  test.each<[string, unknown, number[]]>([
    ['an object', { age: 40, town: 'Rome', member: false }, [10 / deviation, 0, 1, 1, 0]],
    ['other columns and another order', { x: {}, member: false, town: 'Rome', age: 40 }, [10 / deviation, 0, 1, 1, 0]],
    ['texts', { age: ' 40 ', town: ' Rome', member: 'False' }, [10 / deviation, 0, 1, 1, 0]],
    ['the features in order', [40, 'Rome', false], [10 / deviation, 0, 1, 1, 0]],
    ['a whole row of the source', [5, 40, 'Rome', false, 'no'], [10 / deviation, 0, 1, 1, 0]],
    ['a missing number, which is the median', { age: null, town: 'Bern', member: true }, [0, 1, 0, 0, 1]],
    ['a text that says missing', { age: 'N/A', town: 'Bern', member: true }, [0, 1, 0, 0, 1]],
    ['missing texts', { age: 20, town: '', member: null }, [-10 / deviation, 0, 0, 0, 0]],
    ['a number far away', { age: 3000, town: 'Bern', member: true }, [2970 / deviation, 1, 0, 0, 1]],
  ])('%s', (_, row, numbers) => {
    expect(network.predict(row as never)).toEqual(ofNumbers(...numbers))
    expect(network.predict([row, row] as never)).toEqual([ofNumbers(...numbers), ofNumbers(...numbers)])
  })

  test('the rows of the source give what the training rows give, in any number', () => {
    const rows = csv
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
    const answers = network.predict(rows) as ClassAnswer[]
    const outputs = network.predict(training.features as Float32Array)
    expect(answers.flatMap(({ probabilities }) => [probabilities.no, probabilities.yes])).toEqual([...outputs])
    const many = Array.from({ length: 300 }, () => rows).flat()
    expect(network.predict(many)).toEqual(Array.from({ length: 300 }, () => answers).flat())
    expect(network.predict([[]].slice(1))).toEqual([])
  })

  test('typed arrays keep their meaning: features in, numbers out', () => {
    expect(network.predict(training.features as Float32Array)).toHaveLength(8)
  })

  test('texts that training did not have are told with row and column, and read as none of those it had', () => {
    const met: UnknownValue[] = []
    const onUnknown = (unknown: UnknownValue) => void met.push(unknown)
    const answers = [
      ...network.predict([{ age: 20, town: 'Oslo', member: true }], { onUnknown }),
      network.predict({ age: 20, town: 'Bern', member: 2 }, { onUnknown }),
    ]
    expect(answers).toEqual([ofNumbers(-10 / deviation, 0, 0, 0, 1), ofNumbers(-10 / deviation, 1, 0, 0, 0)])
    expect(met).toEqual([
      { row: 0, column: 'town', value: 'Oslo' },
      { row: 0, column: 'member', value: '2' },
    ])
  })

  test.each<[unknown, typeof TypeError | typeof RangeError, readonly string[]]>([
    [{ age: 'old', town: 'Bern', member: true }, TypeError, ['"age"', 'a number, or null', '"old"']],
    [
      [
        { age: 1, town: '', member: true },
        { age: 'x', town: '', member: true },
      ],
      TypeError,
      ['"rows[1].age"', '"x"'],
    ],
    [{ age: [1], town: 'Bern', member: true }, TypeError, ['"age"', 'an array']],
    [{ age: 1, town: {}, member: true }, TypeError, ['"town"', 'an object']],
    [{ age: Infinity, town: 'Bern', member: true }, TypeError, ['"age"', 'Infinity']],
    [{ age: 1e60, town: 'Bern', member: true }, RangeError, ['"age"', 'like those of the training data']],
    [{ age: 1, town: 'Oslo', member: true }, RangeError, ['"town"', 'Bern, Rome', '"Oslo"', 'onUnknown']],
    [[{ age: 1, town: 'Romme', member: true }], RangeError, ['"rows[0].town"', 'did you mean Rome?']],
    [{ age: 1, town: 'Bern' }, RangeError, ['"row"', '"member"', 'pass null']],
    [[{ age: 1, twon: 'Bern', member: true }], RangeError, ['"rows[0]"', '"town"', 'twon']],
    [[1, 'Bern'], RangeError, ['"row"', '3 values (age, town, member)', 'got 2']],
    [[[1, 'Bern', true], [1]], RangeError, ['"rows[1]"', 'got 1']],
    ['age,town,member\n1,Bern,true\n', TypeError, ['"row"', 'an object', 'csvRows']],
    [new TextEncoder().encode('age,town,member'), TypeError, ['"row"', 'Uint8Array', 'csvRows']],
    [null, TypeError, ['"row"', 'an object']],
  ])('%j is refused by row and column', (row, kind, parts) => {
    let error: Error | undefined
    try {
      network.predict(row as never)
    } catch (thrown) {
      error = thrown as Error
    }
    expect(error).toBeInstanceOf(kind)
    for (const part of ['predict: ', ...parts]) expect(error?.message).toContain(part)
  })

  test('a single output is the probability of the second class', async () => {
    const loss = 'binaryCrossEntropy'
    const yes = scatter(await createNetwork({ inputs: 5, layers: [dense(1)], loss, engine: await loadEngine(engine) }))
    yes.preparation = preparation
    const [p] = yes.predict(training.features.subarray(0, 5) as Float32Array)
    const answer = yes.predict({ age: 20, town: 'Bern', member: true }) as ClassAnswer
    expect(answer.probabilities).toEqual({ no: 1 - p!, yes: p })
    expect(answer.className).toBe(p! > 0.5 ? 'yes' : 'no')
  })

  test('numbers come back in their own unit', async () => {
    const lines = [0, 2, 4].map((y, i) => ({ x: i * i, y: y + 100 }))
    const prepared = prepareTable(lines, { target: 'y', validation: 0 })
    const line = await createNetwork({
      inputs: 1,
      layers: [dense(1)],
      loss: 'meanSquaredError',
      engine: await loadEngine(engine),
    })
    line.setParameters(Float32Array.of(0, 1.5))
    line.preparation = prepared.preparation
    expect(line.predict({ x: 3 })).toBeCloseTo(102 + 1.5 * Math.sqrt(8 / 3), 12)
    expect(line.predict([{ x: 3 }, [4]])).toHaveLength(2)
  })
})

test('a category of digits is found by its text and by the number that CSV makes of it', async () => {
  const zips = 'zip,buys\n01234,yes\n1234,yes\n99,no\n8000,yes\n'
  const { preparation } = prepareTable(zips, { target: 'buys', categories: ['zip'], validation: 0 })
  const network = scatter(await createNetwork({ inputs: 3, layers: [dense(2)] }))
  network.preparation = preparation
  const expected = network.predict({ zip: 1234 })
  expect(network.predict([{ zip: '01234' }, { zip: '1234' }])).toEqual([expected, expected])
  expect(() => network.predict({ zip: '0123' })).toThrow('99, 1234, 8000')
})

describe.each(engines)('many rows on %s', (engine) => {
  const rows = 600
  const floats = Float32Array.from({ length: 3 * rows }, (_, i) => Math.fround(Math.sin(i)))
  const bytes = Uint8Array.from(floats, (x) => Math.abs(255 * x))
  const create = async () => {
    const network = await createNetwork({ inputs: 3, layers: [dense(2)], engine: await loadEngine(engine) })
    network.standardize({ mean: Float32Array.of(0.5, 0, -2), scale: Float32Array.of(1, 0.25, 0.01) })
    return scatter(network)
  }

  test('are answered as each of them alone, to the last bit, floats, bytes and lists', async () => {
    const network = await create()
    for (const features of [floats, bytes]) {
      const each = Array.from({ length: rows }, (_, row) => {
        const one = features.subarray(3 * row, 3 * row + 3)
        const answer = network.predict(one)
        expect(network.predict([...one])).toEqual(answer)
        return [...answer]
      })
      expect([...network.predict(features)]).toEqual(each.flat())
      expect([...network.predict([...features])]).toEqual(each.flat())
    }
  })

  test.each([0, 4, 3 * 300 + 1, 3 * rows - 1])(
    'number %d that is not finite is refused by row and column',
    async (at) => {
      const network = await create()
      const wrong = floats.slice()
      wrong[at] = -Infinity
      const message = `predict: "features[${Math.floor(at / 3)}][${at % 3}]" expected a finite number, got -Infinity`
      expect(() => network.predict(wrong)).toThrow(message)
      expect(() => network.predict([...wrong])).toThrow(message)
      // a wrong row is the caller's, whatever the network would say of the others
      network.setParameters(network.parameters().fill(Infinity))
      expect(() => network.predict(wrong)).toThrow(message)
      expect(() => network.predict(floats)).toThrow(
        'predict: "answer" expected a finite number, got NaN; the run diverged',
      )
    },
  )
})

/** How often `call` makes a typed array, or a list of another. */
function countMade(call: () => unknown): number {
  let made = 0
  const restore: (() => void)[] = []
  const watch = (owner: object, name: string, trap: 'construct' | 'apply') => {
    const before = Object.getOwnPropertyDescriptor(owner, name) as PropertyDescriptor
    const counted = (...args: unknown[]) => {
      made++
      return (Reflect[trap] as (...args: unknown[]) => unknown)(...args)
    }
    Object.defineProperty(owner, name, { ...before, value: new Proxy(before.value, { [trap]: counted }) })
    restore.push(() => Object.defineProperty(owner, name, before))
  }
  for (const name of ['Float32Array', 'Uint8Array', 'Int32Array', 'Uint32Array', 'Map', 'Set']) {
    watch(globalThis, name, 'construct')
  }
  for (const name of ['keys', 'entries', 'values', 'fromEntries', 'assign']) watch(Object, name, 'apply')
  for (const name of ['map', 'filter', 'slice', 'concat', 'flat', 'flatMap', 'entries', 'keys']) {
    watch(Array.prototype, name, 'apply')
  }
  for (const name of ['map', 'slice', 'subarray', 'entries'])
    watch(Object.getPrototypeOf(Float32Array.prototype), name, 'apply')
  watch(Array, 'from', 'apply')
  try {
    call()
  } finally {
    for (const undo of restore) undo()
  }
  return made
}

test('predict of one row makes no list and no typed array but its answer', async () => {
  const network = await createNetwork({ inputs: 5, layers: [dense(4, 'relu'), dense(2)] })
  network.preparation = preparation
  const floats = training.features.slice(0, 5) as Float32Array
  const numbers = [...floats]
  const object = { age: 40, town: 'Rome', member: false }
  const array = [40, 'Rome', false]
  network.predict(floats)
  expect(countMade(() => network.predict(floats))).toBe(1)
  expect(countMade(() => network.predict(object))).toBe(0)
  expect(countMade(() => network.predict(array))).toBe(0)
  network.preparation = null
  expect(countMade(() => network.predict(numbers))).toBe(1)
  expect(countMade(() => network.predict([...numbers, ...numbers]))).toBeGreaterThan(1)
})

test('an object with a misspelt column is told which name to give it', async () => {
  const network = await createNetwork({ inputs: 5, layers: [dense(2)] })
  network.preparation = preparation
  expect(() => network.predict({ age: 40, twon: 'Rome', member: false })).toThrow('rename twon to town')
})

test('a network without a preparation says what an object needs', async () => {
  const network = await createNetwork({ inputs: 1, layers: [dense(2)] })
  expect(() => network.predict({ x: 1 })).toThrow('train on a prepared table')
})

test('a date is read in the order of training, as ISO text and as a Date; others are refused with the order', async () => {
  const rows = Array.from({ length: 9 }, (_, i) => ({ day: `${i + 10}.03.2025`, y: i * i + 0.5 }))
  const { preparation, training } = prepareTable(rows, { target: 'y', dates: true, validation: 0 })
  const network = scatter(await createNetwork({ inputs: 1, layers: [dense(1)], loss: 'meanSquaredError' }))
  network.preparation = preparation
  expect(training.inputs).toBe(1)
  const expected = network.predict({ day: '05.03.2025' })
  expect(network.predict({ day: '2025-03-05' })).toEqual(expected)
  expect(network.predict({ day: new Date('2025-03-05') })).toEqual(expected)
  expect(() => network.predict({ day: '3/25/2025' })).toThrow(/"day" expected a date as 31.1.2026 .*"3\/25\/2025"/)
})

describe('the preparation of a network', () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({
    x: (i * 7) % 23,
    t: i % 3 ? 'a' : 'b',
    y: i % 2 ? 'no' : 'yes',
  }))
  const prepared = prepareTable(rows, { target: 'y' })
  const options = { epochs: 2, batchSize: 8, optimizer: sgd({ learningRate: 0.1 }) }
  let network: Network
  beforeAll(async () => {
    network = await createNetwork({ inputs: 3, layers: [dense(4, 'relu'), dense(2)] })
    await train(network, prepared.training, { ...options, validation: prepared.validation })
  })

  test('comes from its first training, whose scaled features it takes as they are', () => {
    expect(network.preparation).toBe(prepared.preparation)
    expect(network.standardization).toEqual({ mean: new Float32Array(3), scale: new Float32Array(3).fill(1) })
  })

  test('goes with its file and its copies, and answers the same there', async () => {
    const loaded = await loadNetwork(network.save())
    expect(loaded.preparation).toEqual(prepared.preparation)
    expect((await cloneNetwork(network)).preparation).toBe(prepared.preparation)
    expect(loaded.predict(rows)).toEqual(network.predict(rows))
    expect(loaded.save()).toEqual(network.save())
    const fresh = applyPreparation(loaded.preparation as Preparation, rows)
    expect(loaded.evaluate(fresh)).toEqual(network.evaluate(fresh))
  })

  test('a network that has none has none in its file', async () => {
    const plain = await createNetwork({ inputs: 3, layers: [dense(2)] })
    expect((await loadNetwork(plain.save())).preparation).toBeNull()
  })

  test('a broken one in a file is refused', async () => {
    const broken = await cloneNetwork(network)
    broken.preparation = { ...prepared.preparation, features: prepared.preparation.features.slice(1) }
    await expect(loadNetwork(broken.save())).rejects.toThrow('loadNetwork: "preparation.features"')
    broken.preparation = { version: 2 } as never
    await expect(loadNetwork(broken.save())).rejects.toThrow('loadNetwork: "preparation.version"')
  })

  test('data of another preparation is refused in training, validation and evaluation', async () => {
    const other = prepareTable(rows, { target: 'y', seed: 5 }).training
    expect(() => network.evaluate(other)).toThrow('applyPreparation(network.preparation')
    await expect(train(network, other, options)).rejects.toThrow('another preparation')
    const fresh = await createNetwork({ inputs: 3, layers: [dense(2)] })
    await expect(train(fresh, prepared.training, { ...options, validation: other })).rejects.toThrow('preparation')
  })
})
