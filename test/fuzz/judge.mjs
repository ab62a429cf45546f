/** What a parser may do with a wrong input: take it, or refuse it in words, soon, and in little memory. */
import { getHeapStatistics } from 'node:v8'

export const LIMITS = { seconds: 1, bytes: 64 * 2 ** 20, message: 1_000 }

/** Times that a slow or large input is read before it is a failure. */
const TRIES = 5

/**
 * `where: "what" expected ...`, or of an option that does not exist `where: unknown option "x", expected ...`: the sentences of
 * the library, and of no engine. What is thrown by the caller's own code passes through it.
 */
const WORDED = /^[A-Za-z][\w .()[\]-]{0,80}: (?:".*" expected .|unknown .*, expected .)|^caller: ./s

/** What is wrong with how an input was read: undefined if nothing is. */
export async function faultOf(read, input) {
  const before = memory()
  const begin = performance.now()
  let refused
  try {
    await read(input)
  } catch (error) {
    refused = error
  }
  const seconds = (performance.now() - begin) / 1000
  const own = typeof input === 'string' || ArrayBuffer.isView(input) ? input.length : 0
  const bytes = memory() - before - own
  if (seconds > LIMITS.seconds) return { refused, fault: `took ${seconds.toFixed(1)} s` }
  if (bytes > LIMITS.bytes) return { refused, fault: `took ${Math.round(bytes / 2 ** 20)} MiB` }
  return { refused, fault: refused && untyped(refused) }
}

/** The same where it stays so: what was slow or large once may have been the machine, or the collector. */
export async function lastingFaultOf(read, input) {
  let found = await faultOf(read, input)
  for (let more = TRIES - 1; more > 0 && found.fault?.startsWith('took'); more--) found = await faultOf(read, input)
  return found
}

function untyped(error) {
  if (!(error instanceof Error)) return `threw ${String(error)}`
  const { message } = error
  if (!WORDED.test(message))
    return `${error.name}: ${message.slice(0, 200)} ${(error.stack ?? '').split('\n')[1] ?? ''}`
  if (message.length > LIMITS.message) return `a message of ${message.length} characters: ${message.slice(0, 100)}`
  return undefined
}

function memory() {
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}
