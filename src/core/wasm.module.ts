/** The numeric core as a module that the host compiled: for hosts that forbid to compile at run time. */
import core from './core.wasm'

/** The bytes stand in wasm.inline.ts alone. */
export const base64: string = ''
export const module: WebAssembly.Module = core
