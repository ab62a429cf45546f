/** Choices of one input, drawn from its number alone: the same input can be made again anywhere. */

/** @param {number} seed @param {string} name @param {number} index */
export function choices(seed, name, index) {
  let state = seed >>> 0
  for (const text of [name, String(index)]) {
    for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193) >>> 0
  }
  /** A number in [0, 1): mulberry32. */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit) => Math.floor(next() * limit)
  return { next, below, one: (list) => list[below(list.length)] }
}
