/** Unpacks gzip (RFC 1952) with the DecompressionStream that every host has built in, and words what is wrong with a file. */
import { message } from '../../check.js'

/** Header and trailer of a gzip file that holds nothing. */
const SHORTEST = 18

/** Whether the bytes begin as gzip does, with 1f 8b. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Bytes inside that are unpacked before they are asked how many there are. */
const BEGINNING = 2 ** 10

/**
 * The bytes inside a gzip file of one member.
 *
 * @param mostOf how many there may be, by those that they begin with; it may refuse these
 * @throws RangeError naming `where` and `source` if the file is cut off, damaged or followed by other bytes, or holds more
 *   than it should
 */
export async function gunzip(
  where: string,
  source: string,
  bytes: Uint8Array,
  mostOf: (beginning: Uint8Array) => number = () => Infinity,
): Promise<Uint8Array> {
  if (bytes.length < SHORTEST) throw damaged(where, source, `only ${bytes.length} bytes`)
  // The last four bytes hold the unpacked length mod 2^32. Hosts differ in what they say to bytes after the end: here such
  // a file is refused everywhere, and a file that unpacks to more than it says cannot fill the memory.
  const declared = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4).getUint32(0, true)
  const reader = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  let most: number | undefined
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw damaged(where, source, cause instanceof Error ? cause.message : String(cause))
      })
      if (done) break
      chunks.push(value)
      length += value.length
      if (length > declared) break
      if (most !== undefined || length < BEGINNING) continue
      most = mostOf(joined(chunks, length))
      if (declared > most) {
        const next = 'unpack it first'
        throw new RangeError(
          message(where, source, `at most ${most} bytes inside, as these begin`, `${declared}`, next),
        )
      }
    }
    if (length !== declared)
      throw damaged(where, source, `${declared} as the unpacked length at its end, and other data`)
  } catch (error) {
    // what was wrong is known already: how the rest would fail no longer matters
    reader.cancel().catch(() => {})
    throw error
  }
  return joined(chunks, length)
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

function damaged(where: string, source: string, got: string): RangeError {
  return new RangeError(message(where, source, 'a whole gzip file', `a damaged one (${got})`, 'fetch the file again'))
}
