/**
 * Built-in data: points on interleaved spirals, one class an arm.
 *
 * Point k lies on arm a = k mod arms, at t = sqrt(u) of its length, u uniform on [0, 1):
 *     r = 0.1 + 0.9 t        angle = 2 pi (turns t + a / arms)
 *     (x, y) = r (cos angle, sin angle) + noise (n1, n2)
 * The root spreads the points evenly along the arm, and n1, n2 are standard normal (Box and Muller, 1958). No line
 * separates the arms: a linear classifier gets about two points in three right, a 2-32-32-2 ReLU network nearly all.
 */
import { checkInteger, checkNumber, checkOptions, checkSeed } from '../../check.js'
import { DEFAULT_SEED } from '../../defaults.js'
import { log } from '../../math/exponential.js'
import { type RandomStream, stream } from '../../math/random.js'
import { cosPi, sinPi } from '../../math/trigonometric.js'
import type { Dataset } from '../dataset.js'

/** Options of `spirals`. */
export interface SpiralsOptions {
  /** whole number from 0: another seed gives other points; default 1 */
  seed?: number
  /** training points, 1 .. 10,000,000; default 1000 */
  training?: number
  /** test points, 1 .. 10,000,000; default 500 */
  test?: number
  /** classes, 2 .. 100; default 2 */
  arms?: number
  /** how often an arm winds round the centre, 0 .. 100; default 1.75 */
  turns?: number
  /** standard deviation of a point from its arm, whose outer radius is 1; 0 .. 10; default 0.03 */
  noise?: number
}

/**
 * Draws the points: features [count, 2] f32, about within the unit circle.
 *
 * Point k depends on the seed, k and the shape alone: a smaller set is the beginning of a larger one. Training and test
 * points come from different streams.
 *
 * @throws TypeError for an unknown option or the wrong kind of value, RangeError for a value outside its range
 */
export function spirals(options: SpiralsOptions = {}): { training: Dataset; test: Dataset } {
  const where = 'spirals'
  checkOptions(where, options, ['seed', 'training', 'test', 'arms', 'turns', 'noise'])
  const seed = checkSeed(where, options.seed ?? DEFAULT_SEED)
  const training = checkInteger(where, 'training', options.training ?? 1000, 1, 10_000_000)
  const test = checkInteger(where, 'test', options.test ?? 500, 1, 10_000_000)
  const arms = checkInteger(where, 'arms', options.arms ?? 2, 2, 100)
  const turns = checkNumber(where, 'turns', options.turns ?? 1.75, 0, 100)
  const noise = checkNumber(where, 'noise', options.noise ?? 0.03, 0, 10)
  const draw = (purpose: string, count: number): Dataset => {
    const features = new Float32Array(2 * count)
    const labels = new Uint8Array(count)
    for (let k = 0; k < count; k++) {
      const arm = k % arms
      labels[k] = arm
      const random = stream(seed, purpose, k)
      const t = Math.sqrt(random.uniform())
      const radius = 0.1 + 0.9 * t
      const angle = 2 * (turns * t + arm / arms)
      const [n1, n2] = normalPair(random)
      features[2 * k] = radius * cosPi(angle) + noise * n1
      features[2 * k + 1] = radius * sinPi(angle) + noise * n2
    }
    return { name: 'spirals', count, inputs: 2, classes: arms, features, labels }
  }
  return { training: draw('spirals', training), test: draw('spirals-test', test) }
}

/** Two independent standard normal numbers from two uniform ones. */
function normalPair(random: RandomStream): [number, number] {
  // 1 - u is above 0, where the logarithm is finite
  const length = Math.sqrt(-2 * log(1 - random.uniform()))
  const angle = 2 * random.uniform()
  return [length * cosPi(angle), length * sinPi(angle)]
}
