/**
 * Layers and losses that a user wrote. They get views of memory and may keep them, or run another network in between, so a
 * network that has one shares its memory with nobody.
 */
export const alone = /* @__PURE__ */ new WeakSet<object>()
