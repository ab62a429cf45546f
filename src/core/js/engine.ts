/** The plain-JS engine: nothing to compile, so it is always loaded, but for the kernels of layers beyond dense. */
import type { LoadedEngine } from '../engine/loaded.js'
import { createJsCore } from './core.js'

export const jsEngine: LoadedEngine = {
  name: 'js',
  async start(_, part, shares) {
    const core = createJsCore(part && (await import('./layers/twin.js')).layersOver)
    const asked = shares?.threads ?? 1
    const why = 'the plain-JS engine has one thread'
    return asked === 1 ? core : Object.assign(core, { threads: { count: 1, asked, why } })
  },
}
