/** A table that its host has no room for is refused in words: an engine says `Invalid typed array length`, or less. */
import { message } from '../../check.js'

/** How engines begin what they say of an array, a text or a map that they cannot make. */
const NO_ROOM = /^(?:invalid .*(?:array|string)|array buf|cannot create|map max|allocation|length too|out of mem)/i

/**
 * What is made of a whole table.
 *
 * @param chunked what takes it in chunks
 * @throws RangeError where there is no room for it
 */
export function inMemory<T>(where: string, chunked: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    const { message: said } = error as Error
    if (!NO_ROOM.test(said)) throw error
    throw new RangeError(message(where, 'text', 'what fits in memory', said, `read it in chunks: ${chunked}`))
  }
}
