/**
 * The data of a study as bytes that are the same wherever they are made, and back.
 *
 *     u32      h, length of the header (little-endian, as all numbers here)
 *     h bytes  header: JSON in UTF-8, { training, test }; a typed array is { array: type, at, length }
 *     arrays   one after the other, each from a multiple of 8 behind the header
 */
import { createHash } from 'node:crypto'
import type { Dataset } from '../../entry/index.js'

export interface StudyParts {
  readonly training: Dataset
  readonly test: Dataset
}

const TYPES = { Uint8Array, Uint16Array, Float32Array, Float64Array }
type Typed = InstanceType<(typeof TYPES)[keyof typeof TYPES]>
interface Placed {
  readonly array: keyof typeof TYPES
  readonly at: number
  readonly length: number
}

const align = (at: number): number => Math.ceil(at / 8) * 8

export function packData(parts: StudyParts): Buffer {
  const arrays: { at: number; bytes: Uint8Array }[] = []
  let end = 0
  const header = Buffer.from(
    JSON.stringify({ training: parts.training, test: parts.test }, (_, value: unknown) => {
      if (!ArrayBuffer.isView(value)) return value
      const { buffer, byteOffset, byteLength, length } = value as Typed
      const at = end
      arrays.push({ at, bytes: new Uint8Array(buffer, byteOffset, byteLength) })
      end = align(at + byteLength)
      return { array: value.constructor.name, at, length }
    }),
  )
  const start = align(4 + header.length)
  const packed = Buffer.alloc(start + end)
  packed.writeUInt32LE(header.length)
  packed.set(header, 4)
  for (const { at, bytes } of arrays) packed.set(bytes, start + at)
  return packed
}

export function unpackData(packed: Uint8Array): StudyParts {
  // a copy, since the arrays need a start that is aligned
  const { buffer } = new Uint8Array(packed)
  const length = new DataView(buffer).getUint32(0, true)
  const start = align(4 + length)
  const header = new TextDecoder().decode(new Uint8Array(buffer, 4, length))
  return JSON.parse(header, (_, value) => {
    const { array, at, length } = (value ?? {}) as Partial<Placed>
    return array === undefined ? value : new TYPES[array](buffer, start + (at as number), length)
  })
}

/** SHA-256, 64 hexadecimal digits. */
export function hashOfData(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
