/**
 * A vector of four equal values for use in a loop. V8 up to 12 computes a splat anew in each turn of the loop that uses it;
 * what was loaded before the loop stays in its register. It is loaded from a global, which each instance has for itself, so
 * that two threads over one memory share nothing.
 */
let slot: v128 = f32x4(0, 0, 0, 0)

@inline
export function held_f32x4(x: f32): v128 {
  slot = f32x4.splat(x)
  return slot
}
