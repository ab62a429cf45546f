/** The numeric core as a module that the host compiled: for hosts that forbid to compile at run time. */
import module from './core.wasm'

export const core = (): WebAssembly.Module => module
