/**
 * The engine that needs nothing from the caller. A module of its own, which with the core comes last in a bundle: what stands
 * on either side of the core's 30 kB would be compressed apart.
 */
import { core } from '#wasm'
import { packagedOf } from './packaged.js'

export const resolvePackaged = /* @__PURE__ */ packagedOf(core)
