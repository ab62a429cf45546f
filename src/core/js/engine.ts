/** The plain-JS engine: nothing to compile, so it is always loaded, but for the kernels of layers beyond dense. */
import type { LoadedEngine } from '../engine/loaded.js'
import { createJsCore } from './core.js'

export const jsEngine: LoadedEngine = {
  name: 'js',
  start: async (_, part) => createJsCore(part && (await import('./layers/twin.js')).layersOver),
}
