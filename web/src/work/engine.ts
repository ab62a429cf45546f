/** What networks compute with: without SIMD, or where Wasm is forbidden, plain JavaScript, which gives the same bits. */
import { type LoadedEngine, loadEngine } from 'onecycle'

export function engineHere(): Promise<LoadedEngine> {
  return loadEngine(undefined, { fallback: 'js' })
}

/** Threads for a network: those that are wished for where the page may share memory, else one, and no threads are loaded. */
export function threadsHere<T>(wished: T): T | 1 {
  return globalThis.crossOriginIsolated ? wished : 1
}
