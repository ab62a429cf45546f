import { show } from '../../check.js'

/** What can be read piece by piece: what is async iterable, iterable, or a stream of the web. */
export type Streamed<T> = AsyncIterable<T> | Iterable<T> | ReadableStream<T>

/** Opens what is read piece by piece, anew and from its beginning at every call. */
export type StreamSource<T> = () => Streamed<T> | PromiseLike<Streamed<T>>

/** The pieces; some browsers cannot iterate a stream of the web. */
export async function* iterate<T>(source: Streamed<T>): AsyncGenerator<T, void> {
  if (typeof source !== 'object' || source === null) {
    throw new TypeError(`what is opened expected something iterable or a stream, got ${show(source)}`)
  }
  if (Symbol.asyncIterator in source || Symbol.iterator in source) {
    yield* source as AsyncIterable<T>
    return
  }
  const reader = (source as ReadableStream<T>).getReader()
  let whole = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      yield value
    }
    whole = true
  } finally {
    if (!whole) await reader.cancel()
  }
}
