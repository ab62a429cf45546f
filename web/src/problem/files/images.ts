/** Datasets from files of images: as given where a test part is among them, else a fifth of the rows is held out by lot. */
import { type Dataset, idxDataset, readCifar10, readIdx, split } from 'onecycle'
import type { ProblemData } from '../problem-data.ts'
import { type GivenFile, stemOf } from './kinds.ts'

const TEST = /t10k|test/i
const HELD_OUT = 0.2
const LOT = 1

export async function readImages(kind: 'idx' | 'cifar10', files: readonly GivenFile[]): Promise<ProblemData> {
  const given = [...files].sort((a, b) => (a.name < b.name ? -1 : 1))
  const training = given.filter(({ name }) => !TEST.test(name))
  const test = given.filter(({ name }) => TEST.test(name))
  const [first, second] = training.length > 0 ? [training, test] : [test, []]
  const read = kind === 'idx' ? idx : cifar10
  const rows = await read(first)
  if (second.length === 0) return split(rows, { fraction: HELD_OUT, seed: LOT })
  return { training: rows, validation: await read(second, rows.classNames === undefined ? rows.classes : undefined) }
}

/** @param classes of the part before it, of which this one may lack some */
async function idx(files: readonly GivenFile[], classes?: number): Promise<Dataset> {
  const ranks = await Promise.all(
    files.map(async ({ name, bytes }) => (await readIdx(bytes, { source: name })).shape.length),
  )
  const images = files.filter((_, i) => (ranks[i] as number) > 1)
  const labels = files.filter((_, i) => ranks[i] === 1)
  const [image] = images
  const [label] = labels
  if (image === undefined || label === undefined || files.length > 2) {
    throw new RangeError('a file of images and one of their labels go together: give both')
  }
  return idxDataset({
    images: image.bytes,
    labels: label.bytes,
    name: stemOf(image.name),
    sources: { images: image.name, labels: label.name },
    ...(classes === undefined ? {} : { classes }),
  })
}

function cifar10(files: readonly GivenFile[]): Promise<Dataset> {
  return readCifar10(
    files.map(({ bytes }) => bytes),
    { sources: files.map(({ name }) => name) },
  )
}
