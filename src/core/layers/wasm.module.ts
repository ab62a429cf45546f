/** The kernels of layers beyond dense as a module that the host compiled: for hosts that forbid to compile at run time. */
import module from './layers.wasm'

export const layers = (): WebAssembly.Module => module
