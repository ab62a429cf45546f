/** What a tile does with a finished element before it is stored. */
@inline export const EPILOGUE_STORE: i32 = 0
/** x < 0 ? 0 : x */
@inline export const EPILOGUE_RELU: i32 = 1
/** y > 0 ? x : 0 with y from the mask */
@inline export const EPILOGUE_MASK: i32 = 2
