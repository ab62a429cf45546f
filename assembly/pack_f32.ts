/**
 * Copies that lay a panel of B, or the tiles of A, out in the order in which a tile reads them.
 *
 * B[k, n] panel of `width` columns (8 or 4)      A tile of 4 rows
 *     to: b(0, j) .. b(0, j + width - 1)             to: a(i, 0) a(i + 1, 0) a(i + 2, 0) a(i + 3, 0)
 *         b(1, j) .. b(1, j + width - 1)                 a(i, 1) a(i + 1, 1) ...
 *         ... k rows                                     ... k rows
 */
import { panelStart, panelWidth } from './inline/panels'

/** `panels` full panels of B row-major, side by side in the source, which is read in order, four rows at a time. */
export function pack_panels_f32(to: usize, b: usize, panels: i32, k: i32, ldb: usize): void {
  const panelStep = <usize>k << 5
  let p = 0
  for (; p + 4 <= k; p += 4) {
    let from = b
    let at = to
    for (let t = 0; t < panels; t++) {
      const from1 = from + ldb
      const from2 = from1 + ldb
      const from3 = from2 + ldb
      copy_32(at, from)
      copy_32(at + 32, from1)
      copy_32(at + 64, from2)
      copy_32(at + 96, from3)
      from += 32
      at += panelStep
    }
    b += 4 * ldb
    to += 128
  }
  for (; p < k; p++) {
    for (let t = 0; t < panels; t++) copy_32(to + <usize>t * panelStep, b + (<usize>t << 5))
    b += ldb
    to += 32
  }
}

@inline
function copy_32(to: usize, from: usize): void {
  v128.store(to, v128.load(from))
  v128.store(to, v128.load(from, 16), 16)
}

/** One panel of B row-major, 8 or 4 columns wide. */
export function pack_panel_f32(to: usize, b: usize, width: i32, k: i32, ldb: usize): void {
  for (let p = 0; p < k; p++) {
    if (width == 8) copy_32(to, b)
    else v128.store(to, v128.load(b))
    to += <usize>width << 2
    b += ldb
  }
}

/** One panel of B that is stored transposed: column j of B is the row at bt + j * ldbt. Width 8 or 4. */
export function pack_panel_transposed_f32(to: usize, bt: usize, width: i32, k: i32, ldbt: usize): void {
  if (width == 8) {
    transpose_4(to, bt, k, ldbt, 32)
    transpose_4(to + 16, bt + 4 * ldbt, k, ldbt, 32)
  } else {
    transpose_4(to, bt, k, ldbt, 16)
  }
}

/**
 * All tiles of A[m, k] that is stored transposed (row p of the source holds column p of A), m >= 4: the last tile starts
 * at row m - 4. Four tiles at a time, so that a line of the source is read once and four lines are written in order.
 */
export function pack_tiles_transposed_f32(to: usize, a: usize, m: i32, k: i32, lda: usize): void {
  const tileStep = <usize>k << 4
  let row = 0
  for (; row + 16 <= m; row += 16) {
    let from = a + (<usize>row << 2)
    let t0 = to
    let t1 = t0 + tileStep
    let t2 = t1 + tileStep
    let t3 = t2 + tileStep
    for (let p = 0; p < k; p++) {
      v128.store(t0, v128.load(from))
      v128.store(t1, v128.load(from, 16))
      v128.store(t2, v128.load(from, 32))
      v128.store(t3, v128.load(from, 48))
      from += lda
      t0 += 16
      t1 += 16
      t2 += 16
      t3 += 16
    }
    to += 4 * tileStep
  }
  for (; row < m; row += 4) {
    let from = a + (<usize>min(row, m - 4) << 2)
    for (let p = 0; p < k; p++) {
      v128.store(to, v128.load(from))
      from += lda
      to += 16
    }
  }
}

/** All tiles of A[m, k] row-major, m >= 4: the last tile starts at row m - 4. */
export function pack_tiles_f32(to: usize, a: usize, m: i32, k: i32, lda: usize): void {
  const tileStep = <usize>k << 4
  for (let row = 0; row < m; row += 4) {
    transpose_4(to, a + <usize>min(row, m - 4) * lda, k, lda, 16)
    to += tileStep
  }
}

/** n < 4 columns of B, row-major or transposed, as a panel 4 wide whose missing columns are 0. */
export function pack_narrow_f32(to: usize, b: usize, transposed: bool, k: i32, n: i32, ldb: usize): void {
  const row: usize = transposed ? 4 : ldb
  const column: usize = transposed ? <usize>k << 2 : 4
  for (let p = 0; p < k; p++) {
    let x = v128.load32_zero(b)
    if (n > 1) x = v128.load_lane<f32>(b + column, x, 1)
    if (n > 2) x = v128.load_lane<f32>(b + 2 * column, x, 2)
    v128.store(to, x)
    b += row
    to += 16
  }
}

/** The panels `group` to `end` - 1 that cover n columns of B, row-major or transposed, k rows each, one after the other. */
export function pack_group_f32(
  work: usize, b: usize, transposed: bool, group: i32, end: i32, k: i32, n: i32, ldb: usize,
): void {
  if (n < 4) return pack_narrow_f32(work, b, transposed, k, n, ldb)
  const panelStep = <usize>k << 5
  if (transposed) {
    const ldbt = <usize>k << 2
    for (let t = group; t < end; t++) {
      const from = b + <usize>panelStart(t, n) * ldbt
      pack_panel_transposed_f32(work, from, panelWidth(t, n), k, ldbt)
      work += panelStep
    }
    return
  }
  const full = min(end, n >> 3)
  if (full > group) pack_panels_f32(work, b + (<usize>group << 5), full - group, k, ldb)
  for (let t = max(full, group); t < end; t++) {
    const to = work + <usize>(t - group) * panelStep
    pack_panel_f32(to, b + (<usize>panelStart(t, n) << 2), panelWidth(t, n), k, ldb)
  }
}

/** Fewer than four values of init as a vector at `to`. */
export function narrow_init_f32(to: usize, init: usize, n: i32): usize {
  let x = v128.load32_zero(init)
  if (n > 1) x = v128.load_lane<f32>(init, x, 1, 4)
  if (n > 2) x = v128.load_lane<f32>(init, x, 2, 8)
  v128.store(to, x)
  return to
}

/** Four vectors become the four of their first, second, third and last numbers, `step` bytes apart. */
@inline
export function transpose_vectors_f32(to: usize, step: usize, x0: v128, x1: v128, x2: v128, x3: v128): void {
  const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5)
  const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7)
  const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5)
  const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5))
  v128.store(to + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7))
  v128.store(to + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5))
  v128.store(to + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7))
}

/** Four rows of length k become k groups of four, `step` bytes apart. */
@inline
function transpose_4(to: usize, from: usize, k: i32, ld: usize, step: usize): void {
  let p = 0
  for (; p + 4 <= k; p += 4) {
    const from1 = from + ld
    const from2 = from1 + ld
    const x0 = v128.load(from)
    const x1 = v128.load(from1)
    const x2 = v128.load(from2)
    const x3 = v128.load(from2 + ld)
    transpose_vectors_f32(to, step, x0, x1, x2, x3)
    from += 16
    to += 4 * step
  }
  for (; p < k; p++) {
    const from1 = from + ld
    const from2 = from1 + ld
    let x = v128.load32_zero(from)
    x = v128.load_lane<f32>(from1, x, 1)
    x = v128.load_lane<f32>(from2, x, 2)
    x = v128.load_lane<f32>(from2 + ld, x, 3)
    v128.store(to, x)
    from += 4
    to += step
  }
}
