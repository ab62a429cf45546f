/**
 * A compiled core imports a memory of its own. Over a shared one it must say so in its bytes: the flags of the import, and the
 * most pages that the memory may have.
 */

/** Pages that a shared memory may grow to: all that an address of 32 bits reaches. */
export const MOST_PAGES = 65536

/** Under which a shared memory is not worth having: 64 MiB. */
export const FEWEST_PAGES = 1024

const IMPORTS = 2
const MEMORY = 2
/** A memory that is shared and has a greatest size. */
const SHARED = 3

/** The bytes of the same module over a shared memory. @param bytes of a module whose one import is its memory */
export function overSharedMemory(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  let at = 8
  const number = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] as number
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  for (;;) {
    const section = at
    const id = bytes[at++]
    const size = number()
    const end = at + size
    if (id !== IMPORTS) {
      at = end
      continue
    }
    const from = at
    number()
    for (let name = 0; name < 2; name++) {
      const length = number()
      at += length
    }
    if (bytes[at++] !== MEMORY) throw new Error('core: expected one import, its memory')
    const flags = at++
    const initial = number()
    const limits = [SHARED, ...leb(initial), ...leb(MOST_PAGES)]
    const body = [...bytes.subarray(from, flags), ...limits]
    return Uint8Array.from([
      ...bytes.subarray(0, section),
      IMPORTS,
      ...leb(body.length),
      ...body,
      ...bytes.subarray(end),
    ])
  }
}

/** A number as WebAssembly writes it, seven bits a byte. */
function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]
}
