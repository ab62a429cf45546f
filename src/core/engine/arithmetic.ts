/** What the self-checks compute with: pinned numbers. */
import { stream } from '../../math/random.js'

/** Pinned numbers of either sign up to 1, mostly far below; every seventh is a zero, a denormal, or under 2^-100. */
export function fill(values: Float32Array, index = 0): void {
  const random = stream(1, 'self-check', index)
  const special = [0, -0, 2 ** -149, -(2 ** -130), 2 ** -101]
  for (let i = 0; i < values.length; i++) {
    const value = (2 * random.uniform() - 1) / (1 << random.below(7))
    values[i] = i % 7 === 6 ? (special[random.below(special.length)] as number) : value
  }
}
