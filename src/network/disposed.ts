/** What is left of the memory of a network that was disposed of. */
import { message } from '../check.js'
import type { Core } from '../core/core.js'

/** Takes the place of the core: whoever reads from it is told. */
export const disposed = /* @__PURE__ */ new Proxy({} as Core, {
  get(_, name) {
    if (name === 'dispose') return
    const error = new Error(message('network', 'memory', 'one in use', 'a disposed one', 'dispose() of it later'))
    throw Object.assign(error, { code: 'E_DISPOSED' })
  },
})
