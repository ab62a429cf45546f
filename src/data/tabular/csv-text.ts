/** The text of a CSV file from its bytes: UTF-8, or UTF-16 where a byte-order mark says so. */
import { isBytes, message, wrongType } from '../../check.js'

/** CSV as a text or as the bytes of a file. */
export type CsvSource = string | Uint8Array

/** @throws TypeError for another kind of value, RangeError for a text that is empty or not one in a known encoding */
export function checkCsvSource(where: string, source: CsvSource): CsvSource {
  if (typeof source !== 'string' && !isBytes(source)) {
    throw wrongType(
      where,
      'text',
      'a string or the bytes of a file',
      source,
      Array.isArray(source) ? 'prepareTable takes rows' : bytesNext(source),
    )
  }
  // bytes that were posted to a worker have no length either, and cannot be looked through
  if (source.length === 0) return ''
  const decoded = typeof source === 'string' ? source : decodeUtf16(source)
  if (typeof decoded === 'string' ? decoded.includes('\0') : decoded.includes(0)) {
    const next = 'if it is UTF-16, pass its bytes with their byte-order mark, or save it as UTF-8'
    throw new RangeError(message(where, 'text', 'CSV', 'NUL characters, which no CSV has', next))
  }
  return decoded
}

/** @throws RangeError for bytes that are not UTF-8 */
export function textOf(where: string, source: CsvSource): string {
  return typeof source === 'string' ? source : decodeUtf8(where, source)
}

/** @throws RangeError for bytes that are not UTF-8; an error of the host for more than it makes one text of */
export function decodeUtf8(where: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    // a text that is longer than the host's longest
    if (!(cause instanceof TypeError)) throw cause
    const next = "save it as UTF-8, or pass the text: new TextDecoder('windows-1252').decode(bytes)"
    throw new RangeError(message(where, 'text', 'UTF-8', 'bytes in another encoding', next))
  }
}

function decodeUtf16(bytes: Uint8Array): CsvSource {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first !== 0xfe || second !== 0xff) return bytes
  const swapped = new Uint8Array(bytes.length)
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    swapped[i] = bytes[i + 1] as number
    swapped[i + 1] = bytes[i] as number
  }
  return new TextDecoder('utf-16le').decode(swapped)
}

/** What to do with what is neither text nor bytes. */
export function bytesNext(value: unknown): string {
  if (value instanceof ArrayBuffer) return 'pass new Uint8Array(buffer)'
  const holds = typeof (value as Blob | null | undefined)?.arrayBuffer === 'function'
  return holds ? 'pass new Uint8Array(await it.arrayBuffer())' : 'pass what stands in the file'
}
