import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { idxDataset } from '../../../src/data/images/idx-dataset.js'
import { refusal } from '../../helpers.js'

const file = (type: number, shape: number[], ...data: number[]) =>
  Uint8Array.from([0, 0, type, shape.length, ...shape.flatMap((size) => [0, 0, size >> 8, size & 255]), ...data])

const images = file(8, [3, 2, 2], 0, 10, 20, 30, 1, 11, 21, 31, 2, 12, 22, 255)
const labels = file(8, [3], 1, 0, 2)

test('idxDataset joins images and labels, and keeps byte images bytes', async () => {
  const dataset = await idxDataset({ images, labels, name: 'tiny' })
  expect(dataset).toEqual({
    name: 'tiny',
    count: 3,
    inputs: 4,
    shape: [2, 2, 1],
    classes: 3,
    features: Uint8Array.of(0, 10, 20, 30, 1, 11, 21, 31, 2, 12, 22, 255),
    labels: Uint8Array.of(1, 0, 2),
  })
})

test('idxDataset keeps the shape of images of three sizes', async () => {
  const colour = file(8, [1, 1, 2, 3], 1, 2, 3, 4, 5, 6)
  expect((await idxDataset({ images: colour, labels: file(8, [1], 0) })).shape).toEqual([1, 2, 3])
})

test('idxDataset reads gzip files, and takes the number of classes it is told', async () => {
  const dataset = await idxDataset({
    images: new Uint8Array(gzipSync(images)),
    labels: new Uint8Array(gzipSync(labels)),
    classes: 10,
  })
  expect([dataset.name, dataset.classes, dataset.features[11]]).toEqual(['idx', 10, 255])
})

test('idxDataset takes the names of the classes, and as many classes', async () => {
  const classNames = ['a', 'b', 'c', 'd']
  expect(await idxDataset({ images, labels, classNames })).toMatchObject({ classes: 4, classNames })
  await expect(idxDataset({ images, labels, classNames: ['a', 'b'] })).rejects.toThrow(
    refusal(RangeError, 'idxDataset', 'labels', 0, 1, '2 at row 2'),
  )
})

test('idxDataset makes f32 of images that are no bytes, and reads labels of every whole-number type', async () => {
  const wide = file(11, [2, 1], 1, 0, 0xff, 0xff)
  const dataset = await idxDataset({ images: wide, labels: file(12, [2], 0, 0, 1, 0, 0, 0, 0, 1) })
  expect(dataset.features).toEqual(Float32Array.of(256, -1))
  expect(dataset.shape).toBeUndefined()
  expect([dataset.classes, dataset.labels]).toEqual([257, Uint16Array.of(256, 1)])
})

test('idxDataset notices swapped files and files of the wrong rank', async () => {
  const sources = { images: 'a-images', labels: 'a-labels' }
  await expect(idxDataset({ images: labels, labels: images, sources })).rejects.toThrow(
    refusal(RangeError, 'idxDataset', 'a-images', 2, 'uint8 of shape 3'),
  )
  await expect(idxDataset({ images: labels, labels })).rejects.toThrow(
    /^idxDataset: "images" expected images, of rank 2 or more, got uint8 of shape 3$/,
  )
  await expect(idxDataset({ images, labels: images, sources })).rejects.toThrow(
    refusal(RangeError, 'idxDataset', 'a-labels', 1, 'uint8 of shape 3 x 2 x 2'),
  )
})

test('idxDataset notices files that do not belong together', async () => {
  await expect(idxDataset({ images, labels: file(8, [2], 1, 0) })).rejects.toThrow(
    refusal(RangeError, 'idxDataset', 'labels', 3, 2),
  )
})

test('idxDataset names the row of a label outside the classes', async () => {
  const sources = { labels: 't10k-labels' }
  await expect(idxDataset({ images, labels, classes: 2, sources })).rejects.toThrow(
    refusal(RangeError, 'idxDataset', 't10k-labels', 0, 1, '2 at row 2'),
  )
  await expect(idxDataset({ images, labels: file(9, [3], 0, 255, 0) })).rejects.toThrow(
    refusal(RangeError, 'idxDataset', 'labels', 0, 65535, '-1 at row 1'),
  )
  const fractions = file(13, [3], ...new Array<number>(12).fill(0))
  await expect(idxDataset({ images, labels: fractions })).rejects.toThrow(
    refusal(RangeError, 'idxDataset', 'labels', 'float32 of shape 3'),
  )
})

test('idxDataset refuses images without a pixel, wrong files and wrong options, naming file and option', async () => {
  const none = file(8, [0, 28, 28])
  await expect(idxDataset({ images: none, labels: file(8, [0]) })).rejects.toThrow(
    refusal(RangeError, 'idxDataset', 'images', 'uint8 of shape 0 x 28 x 28'),
  )
  await expect(idxDataset({ images, labels: labels.subarray(0, 9), sources: { labels: 'l' } })).rejects.toThrow(
    refusal(RangeError, 'idxDataset', 'l', 11, 3, 9),
  )
  await expect(idxDataset({ images, labels, classes: 0 })).rejects.toThrow(
    refusal(RangeError, 'idxDataset', 'classes', 1, 65536, 0),
  )
  // @ts-expect-error no labels
  await expect(idxDataset({ images })).rejects.toThrow(refusal(TypeError, 'idxDataset', 'labels', 'undefined'))
  // @ts-expect-error a misspelt option
  await expect(idxDataset({ images, labels, source: 'x' })).rejects.toThrow(
    'idxDataset: unknown option "source", expected one of images, labels, classes, classNames, name, sources',
  )
  // @ts-expect-error a misspelt source
  await expect(idxDataset({ images, labels, sources: { image: 'x' } })).rejects.toThrow(
    'idxDataset: unknown option "image", expected one of images, labels',
  )
})
