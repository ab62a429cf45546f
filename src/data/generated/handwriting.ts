/**
 * Writes one digit into one grey image, each time in another hand.
 *
 * A style of the digit is drawn by lot, then in this order: every control point wanders on its own, the digit is scaled
 * (height and width apart), sheared, turned and shifted, its strokes are drawn with a pen of random width, sharpness and
 * brightness, sometimes a stray stroke crosses the image, and every pixel gets noise:
 *     grey = clamp(floor(255 ink + noise + 1/2), 0, 255)
 * The shift is what a linear classifier cannot follow: it is wide on purpose.
 */
import type { RandomStream } from '../../math/random.js'
import { cosPi, sinPi } from '../../math/trigonometric.js'
import { DIGIT_STYLES, type Stroke } from './digit-strokes.js'
import { drawStroke, inkAt } from './rasterize.js'

/** Pixels in a row and rows in an image. */
export const IMAGE_SIZE = 28

// lengths in pixels unless said otherwise; [low, high] is uniform, a single number the limit of `spread`
const HEIGHT = [16, 21] as const
const WIDTH_TO_HEIGHT = [0.62, 1] as const
/** in units of the digit's height and width */
const WANDER = 0.06
const SHEAR = 0.3
/** in half turns */
const TURN = 0.07
const SHIFT = 3.7
const PEN_RADIUS = [0.6, 1.5] as const
/** factor to the pen's radius at either end of a stroke */
const PRESSURE = [0.8, 1.2] as const
const SOFTNESS = [0.8, 1.6] as const
const BRIGHTNESS = [0.55, 1] as const
const STRAY_CHANCE = 0.35
const STRAY_LENGTH = 9
/** standard deviation in grey levels */
const NOISE = [0, 26] as const

/** Standard deviation of the sum of four independent uniform bytes, sqrt(4 (256^2 - 1) / 12). */
const FOUR_BYTES_DEVIATION = Math.sqrt((4 * 65535) / 12)

/**
 * @param image   [28, 28] out, 0 = background, 255 = full ink
 * @param own     [28, 28] scratch: how deep each pixel lies in the strokes of the digit
 * @param stray   [28, 28] the same of a stray one
 * @param digit   0 .. 9
 * @param random  the only source of chance: equal streams give equal images
 */
export function writeDigit(
  image: Uint8Array,
  own: Float64Array,
  stray: Float64Array,
  digit: number,
  random: RandomStream,
): void {
  const styles = DIGIT_STYLES[digit] as (typeof DIGIT_STYLES)[number]
  const strokes = styles[random.below(styles.length)] as (typeof styles)[number]
  const place = placement(random)
  const radius = between(random, PEN_RADIUS)
  const softness = between(random, SOFTNESS)
  const brightness = between(random, BRIGHTNESS)

  own.fill(0)
  stray.fill(0)
  for (const stroke of strokes) {
    const start = radius * between(random, PRESSURE)
    const end = radius * between(random, PRESSURE)
    drawStroke(own, IMAGE_SIZE, place(stroke), start, end, softness)
  }
  if (random.uniform() < STRAY_CHANCE) {
    const x = IMAGE_SIZE * random.uniform()
    const y = IMAGE_SIZE * random.uniform()
    const line = [x, y, x + spread(random, STRAY_LENGTH), y + spread(random, STRAY_LENGTH)]
    drawStroke(stray, IMAGE_SIZE, line, 0.7 * radius, 0.5 * radius, softness)
  }

  const noise = between(random, NOISE) / FOUR_BYTES_DEVIATION
  for (let pixel = 0; pixel < image.length; pixel++) {
    const depth = own[pixel] as number
    const other = stray[pixel] as number
    let ink = 0
    if (depth > 0) ink = inkAt(depth, softness, brightness)
    if (other > 0) ink = Math.max(ink, inkAt(other, softness, 0.8 * brightness))
    const bytes = random.next()
    const sum = (bytes & 255) + ((bytes >>> 8) & 255) + ((bytes >>> 16) & 255) + (bytes >>> 24)
    const grey = (255 * ink + noise * (sum - 510) + 0.5) | 0
    // the clamp without a branch, which noise would have mispredicted at every other pixel; its floor is that of what is not negative
    const excess = (grey & ~(grey >> 31)) - 255
    image[pixel] = 255 + (excess & (excess >> 31))
  }
}

/** A random map from the square of the strokes to pixels, the same for all strokes of one digit. */
function placement(random: RandomStream): (stroke: Stroke) => number[] {
  const height = between(random, HEIGHT)
  const width = height * between(random, WIDTH_TO_HEIGHT)
  const shear = spread(random, SHEAR)
  const turn = spread(random, TURN)
  const cosine = cosPi(turn)
  const sine = sinPi(turn)
  const centreX = IMAGE_SIZE / 2 + spread(random, SHIFT)
  const centreY = IMAGE_SIZE / 2 + spread(random, SHIFT)
  return (stroke) => {
    const placed: number[] = []
    for (let i = 0; i < stroke.length; i += 2) {
      if (i > 0 && stroke[i] === stroke[i - 2] && stroke[i + 1] === stroke[i - 1]) {
        // a corner stays one: its two points wander together
        placed.push(placed[i - 2] as number, placed[i - 1] as number)
        continue
      }
      const x = ((stroke[i] as number) / 100 - 0.5 + spread(random, WANDER)) * width
      const y = ((stroke[i + 1] as number) / 100 - 0.5 + spread(random, WANDER)) * height
      const leaning = x - shear * y
      placed.push(centreX + cosine * leaning - sine * y, centreY + sine * leaning + cosine * y)
    }
    return placed
  }
}

/** Uniform on [low, high). */
function between(random: RandomStream, [low, high]: readonly [number, number]): number {
  return low + (high - low) * random.uniform()
}

/** Between -limit and limit, triangular: small values are likelier than large ones. */
function spread(random: RandomStream, limit: number): number {
  return limit * (random.uniform() + random.uniform() - 1)
}
