/** What networks compute with: without SIMD, or where Wasm is forbidden, plain JavaScript, which gives the same bits. */
import { type LoadedEngine, loadEngine } from 'onecycle'

export function engineHere(): Promise<LoadedEngine> {
  return loadEngine(undefined, { fallback: 'js' })
}
