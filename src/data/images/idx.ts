/**
 * IDX, the file format of MNIST and its kin: an array of any rank.
 *
 *     0  0  type  rank        type: 08 uint8, 09 int8, 0b int16, 0c int32, 0d float32, 0e float64
 *     rank sizes, uint32
 *     the elements, row-major
 * All numbers are big-endian. Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
 */
import { checkBytes, checkOptions, checkText, message } from '../../check.js'
import { shapeText } from '../shape.js'
import { gunzip, isGzip } from './gunzip.js'

/** An array read from an IDX file; `data` is row-major, in the byte order of the host, and shares memory with nothing. */
export type IdxArray =
  | { readonly type: 'uint8'; readonly shape: readonly number[]; readonly data: Uint8Array }
  | { readonly type: 'int8'; readonly shape: readonly number[]; readonly data: Int8Array }
  | { readonly type: 'int16'; readonly shape: readonly number[]; readonly data: Int16Array }
  | { readonly type: 'int32'; readonly shape: readonly number[]; readonly data: Int32Array }
  | { readonly type: 'float32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly type: 'float64'; readonly shape: readonly number[]; readonly data: Float64Array }

/** Options of `readIdx`. */
export interface ReadIdxOptions {
  /** what error messages call the file, as a rule its name; default 'bytes' */
  source?: string
}

/** Bytes of one element, by the third byte of the file. */
const ELEMENT_BYTES: { readonly [code: number]: number } = { 8: 1, 9: 1, 11: 2, 12: 4, 13: 4, 14: 8 }

/**
 * Reads an IDX file, packed with gzip or not.
 *
 * @param bytes the whole file
 * @throws TypeError if `bytes` is no Uint8Array; RangeError for a file of another format, cut off, too long or damaged
 */
export async function readIdx(bytes: Uint8Array, options: ReadIdxOptions = {}): Promise<IdxArray> {
  const where = 'readIdx'
  checkOptions(where, options, ['source'])
  return parseIdx(where, checkText(where, 'source', options.source ?? 'bytes'), bytes)
}

/** `readIdx` on behalf of `where`, which its messages name. */
export async function parseIdx(where: string, source: string, file: Uint8Array): Promise<IdxArray> {
  checkBytes(where, source, file)
  const most = (beginning: Uint8Array) => headerOf(where, source, beginning).expected
  const bytes = isGzip(file) ? await gunzip(where, source, file, most) : file
  const { code, shape, header, count, expected } = headerOf(where, source, bytes)
  if (bytes.length !== expected) {
    const problem = bytes.length < expected ? 'the file is cut off' : 'bytes follow the data'
    const got = `${bytes.length}: ${problem}`
    throw new RangeError(message(where, source, `${expected} bytes for shape ${shapeText(shape)}`, got))
  }
  return decode(code, new DataView(bytes.buffer, bytes.byteOffset + header, expected - header), count, shape)
}

/** What the first bytes say of the others. */
function headerOf(where: string, source: string, bytes: Uint8Array) {
  const wrong = (expected: string, got: string): RangeError => new RangeError(message(where, source, expected, got))
  if (bytes.length === 0) throw wrong('an IDX file', 'no bytes')
  const magic = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ')
  if (bytes.length < 4) throw wrong('an IDX file', `only ${magic}`)
  const [zero0, zero1, code, rank] = bytes as unknown as [number, number, number, number]
  const elementBytes = ELEMENT_BYTES[code]
  if (zero0 !== 0 || zero1 !== 0 || elementBytes === undefined || rank === 0) {
    throw wrong('an IDX file, which begins 00 00, a type (08 09 0b 0c 0d 0e) and a rank from 01', magic)
  }
  const header = 4 + 4 * rank
  if (bytes.length < header) throw wrong(`a header of ${header} bytes for rank ${rank}`, `${bytes.length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i))
  const count = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size)
  return { code, shape, header, count, expected: header + count * elementBytes }
}

function decode(code: number, view: DataView, count: number, shape: readonly number[]): IdxArray {
  switch (code) {
    case 8:
      return { type: 'uint8', shape, data: copyBytes(view) }
    case 9:
      return { type: 'int8', shape, data: new Int8Array(copyBytes(view).buffer) }
    case 11:
      return { type: 'int16', shape, data: fill(new Int16Array(count), (i) => view.getInt16(2 * i)) }
    case 12:
      return { type: 'int32', shape, data: fill(new Int32Array(count), (i) => view.getInt32(4 * i)) }
    case 13:
      return { type: 'float32', shape, data: fill(new Float32Array(count), (i) => view.getFloat32(4 * i)) }
    default:
      return { type: 'float64', shape, data: fill(new Float64Array(count), (i) => view.getFloat64(8 * i)) }
  }
}

function copyBytes(view: DataView): Uint8Array {
  return new Uint8Array(new Uint8Array(view.buffer, view.byteOffset, view.byteLength))
}

function fill<T extends Int16Array | Int32Array | Float32Array | Float64Array>(
  data: T,
  read: (i: number) => number,
): T {
  for (let i = 0; i < data.length; i++) data[i] = read(i)
  return data
}
