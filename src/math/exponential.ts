/**
 * exp and log in double precision from + - * / alone, so that their bits do not depend on the engine.
 *
 * exp: x = n ln2 + r with |r| <= ln2 / 2, then the quotient form of Cody and Waite with the minimax polynomial that
 *      FreeBSD's msun uses (e^r = 1 + r + r c / (2 - c), c = r - r^2 P(r^2)); error below 1 ulp.
 * log: x = 2^n m with m in [sqrt(1/2), sqrt(2)), s = f / (2 + f) for f = m - 1, then msun's polynomial in s^2;
 *      error below 1 ulp.
 */
import { LITTLE_ENDIAN } from './byte-order.js'

const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const LOG2_E = 1.442695040888963387
/** Adding and subtracting 1.5 * 2^52 rounds to the nearest whole number, ties to even. */
const ROUND = 6755399441055744

/** e^x. Overflows to Infinity above 709.78, underflows gradually to 0 below -745.13; NaN stays NaN. */
export function exp(x: number): number {
  if (!(x <= 709.782712893384)) return x > 709 ? Infinity : x
  if (x < -745.1332191019412) return 0
  const n = x * LOG2_E + ROUND - ROUND
  const high = x - n * LN2_HIGH
  const low = n * LN2_LOW
  const r = high - low
  const t = r * r
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))))
  const y = 1 + ((r * c) / (2 - c) - low + high)
  // 2^n in two factors: the first keeps the product normal, so only the second rounds into the subnormals
  const half = n < 0 ? Math.ceil(n / 2) : Math.floor(n / 2)
  return y * powerOfTwo(half) * powerOfTwo(n - half)
}

/** Natural logarithm. -Infinity at 0, NaN below, Infinity at Infinity. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN
  if (x === Infinity) return Infinity
  let n = 0
  if (x < 2 ** -1022) {
    x *= 2 ** 54
    n = -54
  }
  float64[0] = x
  let top = words[HIGH_WORD] as number
  n += (top >>> 20) - 1023
  top = (top & 0xfffff) | 0x3ff00000
  words[HIGH_WORD] = top
  let m = float64[0] as number
  if (m > Math.SQRT2) {
    m *= 0.5
    n += 1
  }
  const f = m - 1
  const s = f / (2 + f)
  const z = s * s
  const w = z * z
  const odd = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1))
  const even =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)))
  const halfSquare = 0.5 * f * f
  return n * LN2_HIGH - (halfSquare - (s * (halfSquare + (odd + even)) + n * LN2_LOW) - f)
}

/** 2^n for whole n in [-1022, 1023], exact. */
function powerOfTwo(n: number): number {
  words[HIGH_WORD] = (n + 1023) << 20
  words[1 - HIGH_WORD] = 0
  return float64[0] as number
}

const float64 = new Float64Array(1)
const words = new Uint32Array(float64.buffer)
const HIGH_WORD = LITTLE_ENDIAN ? 1 : 0
