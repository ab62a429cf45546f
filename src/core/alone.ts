/** Who shares its memory with nobody. */
import type { Parts } from './core.js'

/**
 * Layers and losses that a user wrote. They get views of memory and may keep them, or run another network in between, so a
 * network that has one shares its memory with nobody.
 */
export const alone = /* @__PURE__ */ new WeakSet<object>()

export function mayShare({ layers, loss }: Parts): boolean {
  return ![loss, ...layers].some((one) => alone.has(one))
}
