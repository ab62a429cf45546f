import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { idxDataset } from '../../../src/data/images/idx-dataset.js'

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
    classes: 3,
    features: Uint8Array.of(0, 10, 20, 30, 1, 11, 21, 31, 2, 12, 22, 255),
    labels: Uint8Array.of(1, 0, 2),
  })
})

test('idxDataset reads gzip files, and takes the number of classes it is told', async () => {
  const dataset = await idxDataset({
    images: new Uint8Array(gzipSync(images)),
    labels: new Uint8Array(gzipSync(labels)),
    classes: 10,
  })
  expect([dataset.name, dataset.classes, dataset.features[11]]).toEqual(['idx', 10, 255])
})

test('idxDataset makes f32 of images that are no bytes, and reads labels of every whole-number type', async () => {
  const wide = file(11, [2, 1], 1, 0, 0xff, 0xff)
  const dataset = await idxDataset({ images: wide, labels: file(12, [2], 0, 0, 1, 0, 0, 0, 0, 1) })
  expect(dataset.features).toEqual(Float32Array.of(256, -1))
  expect([dataset.classes, dataset.labels]).toEqual([257, Uint16Array.of(256, 1)])
})

test('idxDataset notices swapped files and files of the wrong rank', async () => {
  const sources = { images: 'a-images', labels: 'a-labels' }
  await expect(idxDataset({ images: labels, labels: images, sources })).rejects.toThrow(
    new RangeError(
      'idxDataset: "a-images" expected images, of rank 2 or more, got uint8 of shape 3; are the two files swapped?',
    ),
  )
  await expect(idxDataset({ images: labels, labels })).rejects.toThrow(
    /^idxDataset: "images" expected images, of rank 2 or more, got uint8 of shape 3$/,
  )
  await expect(idxDataset({ images, labels: images, sources })).rejects.toThrow(
    'idxDataset: "a-labels" expected labels, of rank 1, got uint8 of shape 3×2×2',
  )
})

test('idxDataset notices files that do not belong together', async () => {
  await expect(idxDataset({ images, labels: file(8, [2], 1, 0) })).rejects.toThrow(
    new RangeError('idxDataset: "labels" expected 3 labels, one for each image of images, got 2'),
  )
})

test('idxDataset names the row of a label outside the classes', async () => {
  const sources = { labels: 't10k-labels' }
  await expect(idxDataset({ images, labels, classes: 2, sources })).rejects.toThrow(
    new RangeError('idxDataset: "t10k-labels" expected labels from 0 to 1, got 2 at row 2'),
  )
  await expect(idxDataset({ images, labels: file(9, [3], 0, 255, 0) })).rejects.toThrow(
    'idxDataset: "labels" expected labels from 0 to 65535, got -1 at row 1',
  )
  const fractions = file(13, [3], ...new Array<number>(12).fill(0))
  await expect(idxDataset({ images, labels: fractions })).rejects.toThrow(
    'idxDataset: "labels" expected labels of a whole-number type, got float32 of shape 3',
  )
})

test('idxDataset refuses images without a pixel, wrong files and wrong options, naming file and option', async () => {
  const none = file(8, [0, 28, 28])
  await expect(idxDataset({ images: none, labels: file(8, [0]) })).rejects.toThrow(
    'idxDataset: "images" expected at least one pixel, got uint8 of shape 0×28×28',
  )
  await expect(idxDataset({ images, labels: labels.subarray(0, 9), sources: { labels: 'l' } })).rejects.toThrow(
    'idxDataset: "l" expected 11 bytes for shape 3, got 9: the file is cut off',
  )
  await expect(idxDataset({ images, labels, classes: 0 })).rejects.toThrow(
    'idxDataset: "classes" expected a whole number from 1 to 65536, got 0',
  )
  // @ts-expect-error no labels
  await expect(idxDataset({ images })).rejects.toThrow(
    new TypeError('idxDataset: "labels" expected Uint8Array, got undefined'),
  )
  // @ts-expect-error a misspelt option
  await expect(idxDataset({ images, labels, source: 'x' })).rejects.toThrow(
    'idxDataset: unknown option "source", expected one of images, labels, classes, name, sources',
  )
  // @ts-expect-error a misspelt source
  await expect(idxDataset({ images, labels, sources: { image: 'x' } })).rejects.toThrow(
    'idxDataset: unknown option "image", expected one of images, labels',
  )
})
