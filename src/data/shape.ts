/** Shapes: of a row of data, of what a layer takes and gives, of a tensor. */
import { checkInteger, wrongType, wrongValue } from '../check.js'

/** Sizes from the slowest to the fastest dimension, without the rows of a batch: [784], or [height, width, channels]. */
export type Shape = readonly number[]

/** Numbers in a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** "784 x 128"; of a file's header that makes no sense, the beginning */
export function shapeText(shape: Shape): string {
  return shape.length > 8 ? `${shape.slice(0, 8).join(' x ')} x ... of rank ${shape.length}` : shape.join(' x ')
}

/** The shape of an image. */
export type ImageShape = readonly [height: number, width: number, channels: number]

/** Whether rows of this shape are images. */
export function isImage(shape: Shape | undefined): shape is ImageShape {
  return shape?.length === 3
}

/** A shape as a user gives it. Returns a copy. */
export function checkShape(where: string, what: string, shape: unknown): Shape {
  if (!Array.isArray(shape)) throw wrongType(where, what, 'a shape, such as [28, 28, 1]', shape)
  if (shape.length === 0) throw wrongValue(where, what, 'a shape of at least one dimension', shape)
  return shape.map((size, index) => checkInteger(where, `${what}[${index}]`, size, 1))
}
