/**
 * The denormal flush of the numeric contract: |x| < 2^-100 becomes +0, NaN stays NaN. Applied to the velocity and to
 * the gradient of the loss, where a value that decays would otherwise end as a denormal and stay one for ever.
 */
@inline const SMALLEST: f32 = 7.888609052210118e-31

/** The bit of the sign, and SMALLEST: a table, because a vector that is loaded stays in its register (held). */
const LIMITS: usize = memory.data<f32>([-0.0, SMALLEST], 16)

@inline
export function signs_f32x4(): v128 {
  return v128.load32_splat(LIMITS)
}

@inline
export function smallest_f32x4(): v128 {
  return v128.load32_splat(LIMITS, 4)
}

/** The flush of x, given the two vectors above. */
@inline
export function flush_f32x4(x: v128, signs: v128, smallest: v128): v128 {
  return v128.andnot(x, f32x4.lt(v128.andnot(x, signs), smallest))
}

@inline
export function flush_f32(x: f32): f32 {
  return abs(x) < SMALLEST ? 0 : x
}
