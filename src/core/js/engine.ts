/** The plain-JS engine: nothing to compile, so it is always loaded. */
import type { LoadedEngine } from '../engine/loaded.js'
import { createJsCore } from './core.js'

export const jsEngine: LoadedEngine = { name: 'js', start: async () => createJsCore() }
