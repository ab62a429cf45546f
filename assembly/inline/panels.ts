/**
 * How n columns are covered by panels 8 or 4 wide without padding: full panels from the left, then one more that
 * ends at column n and computes some columns again with the same result. n = 10 is 0..7 and 6..9; n = 7 is 0..3 and 3..6.
 * Fewer than 4 columns are one panel of their own width, which is padded where it is packed.
 */

@inline export function panelCount(n: i32): i32 {
  return n >= 8 ? (n + 7) >> 3 : n > 4 ? 2 : 1
}

@inline export function panelWidth(t: i32, n: i32): i32 {
  if (n < 8) return min(n, 4)
  return t < n >> 3 || (n & 7) > 4 ? 8 : 4
}

@inline export function panelStart(t: i32, n: i32): i32 {
  if (t < n >> 3) return t << 3
  return n < 8 && t == 0 ? 0 : n - panelWidth(t, n)
}
