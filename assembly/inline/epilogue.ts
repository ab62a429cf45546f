/** What a tile does with a finished element before it is stored. */
@inline export const EPILOGUE_STORE: i32 = 0
/** x < 0 ? 0 : x */
@inline export const EPILOGUE_RELU: i32 = 1
/** y > 0 ? x : 0 with y from the mask */
@inline export const EPILOGUE_MASK: i32 = 2

/** One finished element; the mask's is at `mask`. */
@inline
export function finished(x: f32, mask: usize, epilogue: i32): f32 {
  if (epilogue == EPILOGUE_RELU) return x < 0 ? 0 : x
  if (epilogue == EPILOGUE_MASK) return load<f32>(mask) > 0 ? x : 0
  return x
}
