/**
 * Errors about the host instead of the caller's values: each has a `code` to branch on, and its message ends with the
 * one thing to do.
 */
import { message } from '../../../check.js'

/** Why a host cannot run an engine. */
export type HostErrorCode =
  /** there is no WebAssembly object */
  | 'E_NO_WASM'
  /** WebAssembly without 128-bit SIMD */
  | 'E_NO_SIMD'
  /** the page's Content-Security-Policy forbids compiling */
  | 'E_WASM_CSP'
  /** the program around the engine forbids compiling; it wants modules that were compiled before */
  | 'E_WASM_EMBEDDER'
  /** what was given is not the core of this release */
  | 'E_WASM_INVALID'
  /** the core's file could not be fetched */
  | 'E_WASM_FETCH'
  /** there is no more memory, or none that WebAssembly can address */
  | 'E_NO_MEMORY'
  /** this host computes other bits */
  | 'E_WRONG_BITS'

/** The codes of a host that cannot run WebAssembly, or no more of it, where another engine helps. */
const unable: readonly (string | undefined)[] = [
  'E_NO_WASM',
  'E_NO_SIMD',
  'E_WASM_CSP',
  'E_WASM_EMBEDDER',
  'E_NO_MEMORY',
]

/** Whether an error says that this host cannot run WebAssembly, rather than that something else went wrong. */
export function isUnable(error: unknown): boolean {
  return unable.includes((error as Partial<HostError> | undefined)?.code)
}

/** The error of a host that cannot run an engine; `code` says why. */
export interface HostError extends Error {
  readonly code: HostErrorCode
}

/** The sentence as `message` words it, as an Error with a code; `cause` is what the host said. */
export function hostError(
  code: HostErrorCode,
  where: string,
  expected: string,
  got: string,
  next: string,
  cause?: unknown,
): HostError {
  const text = message(where, 'engine', expected, got, next)
  return Object.assign(cause === undefined ? new Error(text) : new Error(text, { cause }), { code })
}
