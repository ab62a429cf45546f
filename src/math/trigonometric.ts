/**
 * sin and cos in double precision from + - * / alone, so that their bits do not depend on the engine.
 *
 * The argument comes in units of pi (sinPi(x) = sin(pi x)): schedules, rotations and rings are all fractions of a turn,
 * and a fraction is reduced to |r| <= 1/4 exactly, where radians would lose bits. Then the minimax polynomials that
 * FreeBSD's msun uses on [-pi/4, pi/4]; the product pi r is carried in two parts, error below 1 ulp.
 */
const PI_HIGH = 3.1415926218032837
const PI_LOW = 3.178650954705639e-8

/** cos(pi x), exactly 1, 0 and -1 at whole and half numbers. */
export function cosPi(x: number): number {
  return turn(x, 1)
}

/** sin(pi x), exactly 0, 1 and -1 at whole and half numbers. */
export function sinPi(x: number): number {
  return turn(x, 0)
}

/** sin(pi x + quarters pi / 2). */
function turn(x: number, quarters: number): number {
  if (!Number.isFinite(x)) return Number.NaN
  const y = x % 2
  const n = Math.round(y * 2)
  const r = y - n / 2
  // pi r as an unevaluated sum: r is split at 27 bits, so that its product with PI_HIGH (24 bits) is exact
  const c = r * 134217729
  const head = c - (c - r)
  const high = PI_HIGH * head
  const low = PI_HIGH * (r - head) + PI_LOW * r
  const z = high + low
  const rest = high - z + low
  switch ((n + quarters) & 3) {
    case 0:
      return r === 0 ? 0 : sine(z, rest)
    case 1:
      return cosine(z, rest)
    case 2:
      return r === 0 ? 0 : -sine(z, rest)
    default:
      return -cosine(z, rest)
  }
}

function sine(x: number, rest: number): number {
  const z = x * x
  const v = z * x
  const p =
    8.33333333332248946124e-3 +
    z *
      (-1.98412698298579493134e-4 +
        z * (2.75573137070700676789e-6 + z * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10)))
  return x - (z * (0.5 * rest - v * p) - rest - v * -1.66666666666666324348e-1)
}

function cosine(x: number, rest: number): number {
  const z = x * x
  const p =
    z *
    (4.16666666666666019037e-2 +
      z *
        (-1.38888888888741095749e-3 +
          z *
            (2.48015872894767294178e-5 +
              z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)))))
  const half = 0.5 * z
  const w = 1 - half
  return w + (1 - w - half + (z * p - x * rest))
}
