/**
 * A vector of four equal values for use in a loop. V8 computes a splat anew in each turn of the loop that uses it; what was
 * loaded before the loop stays in its register.
 */
const SLOT: usize = memory.data(4, 4)

@inline
export function held_f32x4(x: f32): v128 {
  store<f32>(SLOT, x)
  return v128.load32_splat(SLOT)
}
