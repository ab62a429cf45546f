/**
 * The normal distribution and Student's t, as far as intervals need them.
 *
 *     normalCdf(x)         = 1/2 + phi(x) (x + x^3/3 + x^5/(3 5) + x^7/(3 5 7) + ...)       (Marsaglia 2004)
 *     P(|T| <= t), nu df   = C(theta) / C(pi/2),  t = sqrt(nu) tan theta,  C = the integral of cos^(nu-1) from 0
 *
 * Quantiles by bisection: they are read a few times an interval, never in a loop.
 */
import { checkBetween, checkInteger } from '../../check.js'
import { exp } from '../../math/exponential.js'
import { cosPi, sinPi } from '../../math/trigonometric.js'

/** ln sqrt(2 pi) */
const LOG_SQRT_TWO_PI = 0.91893853320467274178
/** Beyond this many deviations the tail is below 1e-15. */
const FAR = 8
/** Halvings of a bracket until it is a few units in the last place. */
const HALVINGS = 60

/** Share of the standard normal distribution below x, absolute error below 1e-14; 0 and 1 beyond 8 deviations. */
export function normalCdf(x: number): number {
  if (x <= -FAR) return 0
  if (x >= FAR) return 1
  let sum = x
  let term = x
  for (let odd = 3; sum + term !== sum; odd += 2) {
    term *= (x * x) / odd
    sum += term
  }
  return 0.5 + sum * exp((-x * x) / 2 - LOG_SQRT_TWO_PI)
}

/** The x below which the share p of the standard normal distribution lies, p in (0, 1); within [-8, 8]. */
export function normalQuantile(p: number): number {
  checkBetween('normalQuantile', 'p', p, 0, 1)
  return bisect(-FAR, FAR, (x) => normalCdf(x) < p)
}

/** The t with P(|T| <= t) = level for Student's T with `degrees` degrees of freedom; level in (0, 1). */
export function studentQuantile(level: number, degrees: number): number {
  checkBetween('studentQuantile', 'level', level, 0, 1)
  checkInteger('studentQuantile', 'degrees', degrees, 1)
  const whole = cosinePowerIntegral(0.5, degrees - 1)
  const angle = bisect(0, 0.5, (x) => cosinePowerIntegral(x, degrees - 1) < level * whole)
  return (Math.sqrt(degrees) * sinPi(angle)) / cosPi(angle)
}

/** The integral of cos^power over [0, pi x], from the one with power - 2, down to power 0 or 1. */
function cosinePowerIntegral(x: number, power: number): number {
  const cosine = cosPi(x)
  const sine = sinPi(x)
  const odd = power % 2 === 1
  let integral = odd ? sine : Math.PI * x
  let cosinePower = odd ? cosine * cosine : cosine
  for (let k = odd ? 3 : 2; k <= power; k += 2) {
    integral = (cosinePower * sine) / k + ((k - 1) / k) * integral
    cosinePower *= cosine * cosine
  }
  return integral
}

function bisect(low: number, high: number, below: (x: number) => boolean): number {
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (below(middle)) low = middle
    else high = middle
  }
  return (low + high) / 2
}
