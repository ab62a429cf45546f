/**
 * The file format of saved networks and checkpoints: self-describing, versioned, checked.
 *
 *     offset 0    8 bytes   magic "ONECYCLE"
 *            8    u32       version (little-endian, as all numbers here)
 *           12    u32       h, length of the header
 *           16    h bytes   header: JSON in UTF-8; { kind, ...meta, arrays: [{ name, type, length }] }
 *                           then zeros to a multiple of 8
 *                 arrays    f32 or f64 values one array after the other, each from a multiple of 8
 *     last       32 bytes   SHA-256 of everything before
 */
import { checkBytes, isFloats, message } from '../check.js'
import { sha256 } from '../math/sha256.js'

const MAGIC = 'ONECYCLE'
const VERSION = 1
const HEAD = 16
const CHECKSUM = 32

export type Numbers = Float32Array | Float64Array

export interface Container {
  readonly kind: string
  /** plain JSON */
  readonly meta: Readonly<Record<string, unknown>>
  readonly arrays: Readonly<Record<string, Numbers>>
}

export function packContainer({ kind, meta, arrays }: Container): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(arrays)
  const list = entries.map(([name, values]) => ({ name, type: `f${bitsOf(values)}`, length: values.length }))
  const header = new TextEncoder().encode(JSON.stringify({ kind, meta, arrays: list }))
  let at = align(HEAD + header.length)
  const file = new Uint8Array(entries.reduce((end, [, values]) => end + align(values.byteLength), at) + CHECKSUM)
  const view = new DataView(file.buffer)
  for (let i = 0; i < MAGIC.length; i++) file[i] = MAGIC.charCodeAt(i)
  view.setUint32(8, VERSION, true)
  view.setUint32(12, header.length, true)
  file.set(header, HEAD)
  for (const [, values] of entries) {
    const set = `setFloat${bitsOf(values)}` as const
    for (let i = 0; i < values.length; i++) view[set](at + values.BYTES_PER_ELEMENT * i, values[i] as number, true)
    at += align(values.byteLength)
  }
  file.set(sha256(file.subarray(0, at)), at)
  return file
}

/**
 * Reads a container of one kind.
 *
 * @param where names the caller in errors
 * @throws TypeError if `bytes` are not bytes; RangeError for a foreign, newer, truncated, corrupt or unexpected file
 */
export function unpackContainer(where: string, bytes: Uint8Array, kind: string): Container {
  checkBytes(where, 'bytes', bytes)
  const refuse = (expected: string, got: string, next?: string) =>
    new RangeError(message(where, 'bytes', expected, got, next))
  const again = 'use another copy'
  // element by element, as bytes that were posted to a worker have no part to be taken
  if ([...MAGIC].some((letter, i) => i < bytes.length && bytes[i] !== letter.charCodeAt(0))) {
    throw refuse(`a file that starts with ${MAGIC}`, `another kind of file (${bytes.length} bytes)`)
  }
  if (bytes.length < HEAD + CHECKSUM) throw refuse('a whole file', `only ${bytes.length} bytes`, again)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const version = view.getUint32(8, true)
  if (version !== VERSION) {
    throw refuse(`format version ${VERSION}`, `version ${version}`, 'read it with the release that wrote it')
  }
  const end = bytes.length - CHECKSUM
  const digest = sha256(bytes.subarray(0, end))
  if (!digest.every((byte, i) => byte === bytes[end + i])) {
    throw refuse('a file that agrees with its checksum', `a damaged one (${bytes.length} bytes)`, again)
  }
  // the bytes are those that were written, but who wrote them is not known
  const header = headerOf(bytes, view, end)
  if (header === undefined) throw refuse('a header that describes its file', 'another one', again)
  if (header.kind !== kind) throw refuse(`a ${kind}`, `a ${header.kind}`)
  return header
}

/** Undefined where it does not describe what the file holds: no more memory is taken than there are bytes. */
function headerOf(bytes: Uint8Array, view: DataView, end: number): Container | undefined {
  try {
    let at = HEAD + view.getUint32(12, true)
    const { kind, meta, arrays } = JSON.parse(new TextDecoder().decode(bytes.subarray(HEAD, at)))
    const read = ({ name, type, length }: { name: string; type: string; length: number }) => {
      const bits = type === 'f32' ? 32 : 64
      at = align(at)
      const next = at + (bits / 8) * length
      if (!(next <= end)) throw next
      const values = new (bits < 64 ? Float32Array : Float64Array)(length)
      for (let i = 0; i < length; i++) values[i] = view[`getFloat${bits}`](at + (bits / 8) * i, true)
      at = next
      return [name, values]
    }
    return { kind: String(kind), meta: { ...meta }, arrays: Object.fromEntries(arrays.map(read)) }
  } catch {
    return undefined
  }
}

function bitsOf(values: Numbers): 32 | 64 {
  return isFloats(values) ? 32 : 64
}

function align(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
