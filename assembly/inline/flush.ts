/**
 * The denormal flush of the numeric contract: |x| < 2^-100 becomes +0, NaN stays NaN. Applied to the velocity and to
 * the gradient of the loss, where a value that decays would otherwise end as a denormal and stay one for ever.
 */
@inline export const SMALLEST: f32 = 7.888609052210118e-31

@inline
export function flush_f32x4(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(SMALLEST)))
}

@inline
export function flush_f32(x: f32): f32 {
  return abs(x) < SMALLEST ? 0 : x
}
