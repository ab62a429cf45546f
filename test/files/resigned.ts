/** Files of networks and checkpoints that somebody has changed and signed again. */
import { createHash } from 'node:crypto'

const HEAD = 16
const CHECKSUM = 32

/** The file with another header, as text, and a checksum that agrees with it. */
export function resigned(file: Uint8Array, change: (header: string) => string): Uint8Array {
  const end = HEAD + new DataView(file.buffer, file.byteOffset).getUint32(12, true)
  const header = new TextEncoder().encode(change(new TextDecoder().decode(file.subarray(HEAD, end))))
  const rest = file.subarray(align(end))
  const changed = new Uint8Array(align(HEAD + header.length) + rest.length)
  changed.set(file.subarray(0, HEAD))
  changed.set(header, HEAD)
  changed.set(rest, changed.length - rest.length)
  new DataView(changed.buffer).setUint32(12, header.length, true)
  return signed(changed)
}

/** The checksum made to agree again after a change. */
export function signed(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - CHECKSUM
  bytes.set(createHash('sha256').update(bytes.subarray(0, end)).digest(), end)
  return bytes
}

function align(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
