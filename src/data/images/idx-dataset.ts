/** A dataset from a pair of IDX files, one with the images and one with their labels, as MNIST has them. */
import { checkInteger, checkOptions, checkText, message } from '../../check.js'
import { createDataset } from '../create-dataset.js'
import type { Dataset } from '../dataset.js'
import { type Shape, shapeText } from '../shape.js'
import { fashionMnistNames } from './fashion-mnist.js'
import { type IdxArray, parseIdx } from './idx.js'

/** What `idxDataset` takes. */
export interface IdxDatasetOptions {
  /** the image file's bytes, gzip or not: rank 2 or more, the first size counts the images */
  images: Uint8Array
  /** the label file's bytes, gzip or not: rank 1, whole numbers from 0 */
  labels: Uint8Array
  /** number of classes, 1 .. 65536; default as many as there are names, without names the largest label + 1 */
  classes?: number
  /** default those of Fashion-MNIST where the labels are those that were published with it, else none */
  classNames?: readonly string[]
  /** default 'idx' */
  name?: string
  /** what error messages call the two files, as a rule their names; default 'images' and 'labels' */
  sources?: { images?: string; labels?: string }
}

/**
 * Reads both files. uint8 images stay bytes, all others become f32; a row holds one image, row-major. Images of two sizes
 * are grey: the shape of a row is [height, width, 1].
 *
 * @throws TypeError for the wrong kind of value or an unknown option; RangeError for a file that `readIdx` refuses, files
 *   that were swapped or do not belong together, and a label outside the classes
 */
export async function idxDataset(options: IdxDatasetOptions): Promise<Dataset> {
  const where = 'idxDataset'
  checkOptions(where, options, ['images', 'labels', 'classes', 'classNames', 'name', 'sources'])
  const { images: imageSource = 'images', labels: labelSource = 'labels' } = checkOptions(
    where,
    options.sources ?? {},
    ['images', 'labels'],
  )
  checkText(where, 'sources.images', imageSource)
  checkText(where, 'sources.labels', labelSource)
  const known = options.classes ?? options.classNames?.length
  if (known !== undefined) checkInteger(where, 'classes', known, 1, 65536)
  const images = await parseIdx(where, imageSource, options.images)
  const labels = await parseIdx(where, labelSource, options.labels)

  const refuse = (source: string, expected: string, got: string, next?: string): never => {
    throw new RangeError(message(where, source, expected, got, next))
  }
  const swapped = images.shape.length === 1 && labels.shape.length > 1 ? 'are the two files swapped?' : undefined
  if (images.shape.length < 2) refuse(imageSource, 'images, of rank 2 or more', described(images), swapped)
  if (labels.shape.length !== 1) refuse(labelSource, 'labels, of rank 1', described(labels))
  if (labels.type === 'float32' || labels.type === 'float64') {
    refuse(labelSource, 'labels of a whole-number type', described(labels))
  }
  if (images.data.length === 0) refuse(imageSource, 'at least one pixel', described(images))
  const count = images.shape[0] as number
  if (labels.data.length !== count) {
    refuse(labelSource, `${count} labels, one for each image of ${imageSource}`, `${labels.data.length}`)
  }
  const highest = (known ?? 65536) - 1
  labels.data.forEach((label, row) => {
    if (label < 0 || label > highest) refuse(labelSource, `labels from 0 to ${highest}`, `${label} at row ${row}`)
  })
  const classNames = options.classNames ?? (known === undefined ? fashionMnistNames(labels.data) : undefined)
  return createDataset({
    name: options.name ?? 'idx',
    inputs: images.data.length / count,
    ...shapeOf(images),
    features: images.type === 'uint8' ? images.data : Float32Array.from(images.data),
    labels: labels.data,
    ...(known !== undefined && { classes: known }),
    ...(classNames !== undefined && { classNames }),
  })
}

function shapeOf({ shape: [, ...sizes] }: IdxArray): { shape?: Shape } {
  return sizes.length < 2 ? {} : { shape: sizes.length === 2 ? [...sizes, 1] : sizes }
}

function described({ type, shape }: IdxArray): string {
  return `${type} of shape ${shapeText(shape)}`
}
