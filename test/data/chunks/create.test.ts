import { describe, expect, test } from 'vitest'
import { chunkedDataset } from '../../../src/data/chunks/create.js'
import type { DatasetChunk } from '../../../src/data/chunks/pieces.js'
import { createDataset } from '../../../src/data/create-dataset.js'
import { type Dataset, takeRows } from '../../../src/data/dataset.js'
import { split } from '../../../src/data/split.js'
import { standardizationOf } from '../../../src/data/standardization.js'
import { refusal } from '../../helpers.js'
import { labelled, targeted } from '../../network/data.js'
import { inPieces } from './pieces.js'

const rows = labelled(50, 3, 4)
const bytes = createDataset({
  inputs: 5,
  features: Uint8Array.from({ length: 200 }, (_, i) => (i * 37) % 256),
  labels: Array.from({ length: 40 }, (_, row) => row % 300),
  classes: 300,
})
const source = inPieces(rows, [7, 20])

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const value of values) found.push(value)
  return found
}

const stream = () => {
  const pieces = source()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}

const slice = (dataset: Dataset, from: number, to: number) =>
  takeRows(
    dataset,
    Array.from({ length: to - from }, (_, i) => from + i),
  )

describe('a dataset in chunks', () => {
  test('knows its rows and classes from a first pass, and has the first chunk in memory', async () => {
    const data = await chunkedDataset({ name: 'labelled', inputs: 3, chunkRows: 12, chunks: source })
    const { count, inputs, classes, name, chunkRows } = data
    expect({ count, inputs, classes, name, chunkRows }).toEqual({
      count: 50,
      inputs: 3,
      classes: 4,
      name: 'labelled',
      chunkRows: 12,
    })
    expect(data.first).toEqual(slice(rows, 0, 12))
    const counted = [0, 1, 2, 3].map((label) => rows.labels.filter((other) => other === label).length)
    expect(data.classRows).toEqual(counted)
  })

  test.each<[string, Dataset]>([
    ['floats with labels', rows],
    ['bytes of 300 classes', bytes],
    ['targets', targeted(45, 2, 3)],
    ['weights', createDataset({ ...rows, weights: Array.from({ length: 50 }, (_, row) => row) })],
    ['names of classes', { ...rows, classNames: ['a', 'b', 'c', 'd'] }],
  ])('gives %s in chunks of 1, 12 and all rows when it is iterated, twice alike', async (_, given) => {
    const { inputs, name, classes, classNames } = given
    for (const chunkRows of [1, 12, given.count, 1000]) {
      const known = { ...(classes > 0 && { classes }), ...(classNames && { classNames }) }
      const data = await chunkedDataset({ inputs, name, chunkRows, ...known, chunks: inPieces(given, [7, 20]) })
      const step = Math.min(chunkRows, given.count)
      const wanted = Array.from({ length: Math.ceil(given.count / step) }, (_, i) =>
        slice(given, i * step, Math.min((i + 1) * step, given.count)),
      )
      expect(await all(data)).toEqual(wanted)
      expect(await all(data)).toEqual(wanted)
      expect([data.name, data.count, data.classNames]).toEqual([name, given.count, classNames])
    }
  })

  test('of a known number of rows reads the first chunk alone', async () => {
    let pieces = 0
    const chunks = async function* () {
      for await (const piece of source()) {
        pieces++
        yield piece
      }
    }
    const data = await chunkedDataset({ inputs: 3, classes: 4, rows: 50, chunkRows: 12, chunks })
    expect(pieces).toBe(2)
    expect(data.count).toBe(50)
    expect(() => data.classRows).toThrow(refusal(TypeError, 'chunkedDataset', 'classes', 'counts', 'rows'))
    expect(data.first.features).toEqual(slice(rows, 0, 12).features)
  })

  test.each<[string, () => unknown]>([
    ['an array of pieces', () => [slice(rows, 0, 30), slice(rows, 30, 50)]],
    ['a promise of a generator', async () => source()],
    ['a stream of the web', () => stream()],
    ['a stream of the web that cannot be iterated', () => ({ getReader: () => stream().getReader() })],
    [
      'plain arrays',
      () => [
        { features: [[1, 2, 3]], labels: [0] },
        { features: [4, 5, 6], labels: [1] },
      ],
    ],
  ])('comes out of %s', async (_, chunks) => {
    const data = await chunkedDataset({ inputs: 3, chunks: chunks as () => DatasetChunk[] })
    expect([50, 2]).toContain(data.count)
    if (data.count === 50) expect(data.first.features).toEqual(rows.features)
    else expect([...data.first.features]).toEqual([1, 2, 3, 4, 5, 6])
  })

  test.each<[string, Dataset, number | number[]]>([
    ['floats', rows, rows.inputs],
    ['bytes', bytes, bytes.inputs],
    ['floats of images', rows, [1, 1, rows.inputs]],
    ['bytes of images', bytes, [1, 1, bytes.inputs]],
  ])('has the input scale that the same %s have in memory, whatever the pieces', async (_, given, shape) => {
    for (const sizes of [[1], [7, 20], [100]]) {
      const { inputs } = given
      const data = await chunkedDataset({ inputs, chunkRows: 9, chunks: inPieces(given, sizes) })
      expect(await data.standardization({ inputs: shape })).toEqual(standardizationOf(given, { inputs: shape }))
    }
    const aborted = AbortSignal.abort()
    const data = await chunkedDataset({ inputs: given.inputs, chunks: inPieces(given, [9]) })
    expect(await data.standardization(given, aborted)).toBeNull()
  })

  test('closes what it reads from when its loop is left', async () => {
    let open = 0
    const chunks = async function* () {
      open++
      try {
        yield* source()
      } finally {
        open--
      }
    }
    for await (const _ of await chunkedDataset({ inputs: 3, chunkRows: 5, chunks })) break
    expect(open).toBe(0)
  })
})

describe('what chunkedDataset refuses', () => {
  const refused = (parts: object) => expect(chunkedDataset({ inputs: 3, chunks: source, ...parts })).rejects

  test('options that are not as documented', async () => {
    await refused({ chunk: 3 }).toThrow(/unknown option "chunk"/)
    await refused({ inputs: 0 }).toThrow(refusal(RangeError, 'chunkedDataset', 'inputs', 1, 0))
    await refused({ rows: 1.5 }).toThrow(refusal(RangeError, 'chunkedDataset', 'rows', 1, 1.5))
    await refused({ chunkRows: 0 }).toThrow(refusal(RangeError, 'chunkedDataset', 'chunkRows', 1, 0))
    await refused({ chunks: source() }).toThrow(
      refusal(TypeError, 'chunkedDataset', 'chunks', 'a function', 'instance'),
    )
    await refused({ rows: 50 }).toThrow(refusal(TypeError, 'chunkedDataset', 'classes', '"rows"', undefined))
  })

  test('no rows, fewer than were promised, and rows that all weigh nothing', async () => {
    await refused({ chunks: () => [] }).toThrow(refusal(RangeError, 'chunkedDataset', 'chunks', 'one row', 'none'))
    await refused({ chunks: () => null }).toThrow(refusal(Error, 'chunkedDataset', 'chunks[0]', 'stream', 'null'))
    await refused({ rows: 60, classes: 4 }).toThrow(refusal(RangeError, 'chunkedDataset', 'chunks', 60, 50))
    const weightless = { features: [1, 2, 3], labels: [0], weights: [0] }
    await refused({ chunks: () => [weightless] }).toThrow(refusal(RangeError, 'chunkedDataset', 'weights', 'none'))
  })

  test('pieces that are no rows, naming the piece and the row in it', async () => {
    const [first, second] = [slice(rows, 0, 30), slice(rows, 30, 50)]
    const with2 = (piece: unknown) => refused({ chunks: () => [first, piece] })
    await with2(7).toThrow(refusal(TypeError, 'chunkedDataset', 'chunks[1]', 'features', 7))
    await with2({ ...second, features: 'abc' }).toThrow(refusal(TypeError, 'chunkedDataset chunks[1]', 'features'))
    const labels = [...second.labels]
    labels[4] = -1
    await with2({ ...second, labels }).toThrow(refusal(RangeError, 'chunkedDataset chunks[1]', 'labels[4]', -1))
    await with2({ features: second.features, targets: new Float32Array(20) }).toThrow(
      refusal(TypeError, 'chunkedDataset', 'answers', 'labels', 'targets, 1 a row'),
    )
    await with2({ ...second, weights: new Float32Array(20) }).toThrow(
      refusal(TypeError, 'chunkedDataset', 'weights', 'no weights', 'weights'),
    )
  })
})

test('what needs rows in memory refuses them in chunks, and says where they are', async () => {
  const data = (await chunkedDataset({ inputs: 3, chunks: source })) as unknown as Dataset
  expect(() => takeRows(data, [0])).toThrow(
    refusal(TypeError, 'takeRows', 'dataset', 'in memory', 'in chunks', 'first'),
  )
  expect(() => split(data)).toThrow(refusal(TypeError, 'split', 'dataset', 'in memory', 'in chunks'))
})
