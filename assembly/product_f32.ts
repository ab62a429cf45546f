/**
 * The two matrix products behind a dense layer, as walks over panels of columns.
 *
 *     rows     C[m, n] = epilogue(init + A[m, k] B[k, n])   A row-major, B row-major or transposed
 *     columns  C[m, n] = A[m, k] B[k, n]                    A k-major, B row-major
 *
 * Every element is one chain over ascending p (see tile_rows_f32). C must not overlap A, B or init. Packed copies go to
 * `work`: 64 k + 4 k ceil(m / 4) floats, or 4 (k + 1) where n < 4.
 */
import {
  pack_narrow_f32, pack_panel_f32, pack_panel_transposed_f32, pack_panels_f32, pack_tiles_f32, pack_tiles_transposed_f32,
} from './pack_f32'
import { rows_few_f32 } from './rows_few_f32'
import { columns_4x4, columns_4x8 } from './tile_columns_f32'
import { packed_4x8 } from './tile_packed_f32'
import { row_1x4, row_1x8, rows_4x4, rows_4x8 } from './tile_rows_f32'
import { EPILOGUE_MASK, EPILOGUE_RELU, EPILOGUE_STORE } from './inline/epilogue'
import { panelCount, panelStart, panelWidth } from './inline/panels'

/** Panels that are packed together: one row of B is then read 256 bytes at a time. */
@inline const GROUP: i32 = 8
/** Rows of A that stay in the second-level cache while a group of panels passes over them. */
@inline const ROW_BLOCK: i32 = 128
/** From this many columns and rows on the tiles of A are used often enough to be packed. */
@inline const TILES_COLUMNS: i32 = 48
@inline const TILES_ROWS: i32 = 16

const ZEROS: usize = memory.data(32, 16)

/** C = epilogue(init + A B). init: one row of n values, or 0 for none. mask: layout of C. */
export function product_rows_f32(
  c: usize, a: usize, b: usize, transposed: bool, init: usize, mask: usize,
  m: i32, k: i32, n: i32, epilogue: i32, work: usize,
): void {
  if (m == 0 || n == 0) return
  if (k == 0) return fill_rows(c, init, mask, m, n, epilogue)
  if (n < 4) return narrow_rows(c, a, b, transposed, init, mask, m, k, n, epilogue, work)
  if (m < 4 && !transposed) return rows_few_f32(c, a, b, init, mask, m, k, n, epilogue)
  const ldc = <usize>n << 2
  const packA = n >= TILES_COLUMNS && m >= TILES_ROWS
  // a panel is packed where the rows of B are not those of the panel already
  const packB = transposed || n != 8 && n != 4
  const tiles = work + (<usize>(GROUP * k) << 5)
  if (packA) pack_tiles_transposed_f32(tiles, a, m, k)
  const panels = panelCount(n)
  for (let group = 0; group < panels; group += GROUP) {
    const end = min(group + GROUP, panels)
    if (packB) pack_group(work, b, transposed, group, end, k, n)
    for (let row = 0; row < m; row += ROW_BLOCK) {
      // a last block of under four rows starts higher, as a last tile does
      const top = m - row < 4 && m >= 4 ? m - 4 : row
      const rows = min(ROW_BLOCK, m - top)
      for (let t = group; t < end; t++) {
        const width = panelWidth(t, n)
        const left = <usize>panelStart(t, n) << 2
        const from = packB ? work + (<usize>(t - group) * <usize>k << 5) : b + left
        const start = init ? init + left : ZEROS
        const to = <usize>top * ldc + left
        if (packA) {
          const at = tiles + <usize>((top + 3) >> 2) * (<usize>k << 4)
          panel_columns(c + to, at, from, start, mask + to, width, rows, k, 16, <usize>k << 4, ldc, epilogue)
        } else {
          const at = a + (<usize>top * <usize>k << 2)
          panel_rows(c + to, at, from, start, mask + to, width, rows, k, <usize>k << 2, ldc, epilogue)
        }
      }
    }
  }
}

/** C = A B with A k-major: the source has k rows of m values. */
export function product_columns_f32(c: usize, a: usize, b: usize, m: i32, k: i32, n: i32, work: usize): void {
  if (m == 0 || n == 0) return
  if (k == 0) return fill_rows(c, 0, 0, m, n, EPILOGUE_STORE)
  if (n < 4) return narrow_columns(c, a, b, m, k, n, work)
  const lda = <usize>m << 2
  const ldc = <usize>n << 2
  const packA = n >= TILES_COLUMNS && m >= TILES_ROWS
  const packB = n != 8 && n != 4
  const tiles = work + (<usize>(GROUP * k) << 5)
  if (packA) pack_tiles_f32(tiles, a, m, k, lda)
  const tileStep = packA ? <usize>k << 4 : 0
  const panels = panelCount(n)
  for (let group = 0; group < panels; group += GROUP) {
    const end = min(group + GROUP, panels)
    if (packB) pack_group(work, b, false, group, end, k, n)
    for (let t = group; t < end; t++) {
      const width = panelWidth(t, n)
      const left = <usize>panelStart(t, n) << 2
      const from = packB ? work + (<usize>(t - group) * <usize>k << 5) : b + left
      const at = packA ? tiles : a
      const step: usize = packA ? 16 : lda
      panel_columns(c + left, at, from, ZEROS, 0, width, m, k, step, tileStep, ldc, EPILOGUE_STORE)
    }
  }
}

function panel_rows(
  c: usize, a: usize, b: usize, init: usize, mask: usize, width: i32,
  m: i32, k: i32, lda: usize, ldc: usize, epilogue: i32,
): void {
  if (m >= 4) {
    if (width == 8) rows_4x8(c, a, b, init, mask, m, k, lda, ldc, epilogue)
    else rows_4x4(c, a, b, init, mask, m, k, lda, ldc, epilogue, width)
    return
  }
  for (let row = 0; row < m; row++) {
    if (width == 8) row_1x8(c, a, b, init, mask, k, 4, epilogue)
    else row_1x4(c, a, b, init, mask, k, 4, epilogue, width)
    a += lda
    c += ldc
    mask += ldc
  }
}

function panel_columns(
  c: usize, a: usize, b: usize, init: usize, mask: usize, width: i32,
  m: i32, k: i32, lda: usize, tileStep: usize, ldc: usize, epilogue: i32,
): void {
  if (m >= 4) {
    if (width == 8 && tileStep != 0) packed_4x8(c, a, b, init, mask, m, k, ldc, epilogue)
    else if (width == 8) columns_4x8(c, a, b, init, mask, m, k, lda, ldc, epilogue)
    else columns_4x4(c, a, b, init, mask, m, k, lda, tileStep, ldc, epilogue, width)
    return
  }
  for (let row = 0; row < m; row++) {
    if (width == 8) row_1x8(c, a, b, init, mask, k, lda, epilogue)
    else row_1x4(c, a, b, init, mask, k, lda, epilogue, width)
    a += 4
    c += ldc
    mask += ldc
  }
}

function pack_group(work: usize, b: usize, transposed: bool, group: i32, end: i32, k: i32, n: i32): void {
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
  const ldb = <usize>n << 2
  const full = min(end, n >> 3)
  if (full > group) pack_panels_f32(work, b + (<usize>group << 5), full - group, k, ldb)
  for (let t = max(full, group); t < end; t++) {
    const to = work + <usize>(t - group) * panelStep
    pack_panel_f32(to, b + (<usize>panelStart(t, n) << 2), panelWidth(t, n), k, ldb)
  }
}

/** n < 4: B and init are padded to four columns in `work`; the tiles store only the n that exist. */
function narrow_rows(
  c: usize, a: usize, b: usize, transposed: bool, init: usize, mask: usize,
  m: i32, k: i32, n: i32, epilogue: i32, work: usize,
): void {
  const start = work + (<usize>k << 4)
  pack_narrow_f32(work, b, transposed, k, n)
  v128.store(start, f32x4.splat(0))
  for (let j: usize = 0; j < <usize>n << 2 && init != 0; j += 4) store<f32>(start + j, load<f32>(init + j))
  panel_rows(c, a, work, start, mask, n, m, k, <usize>k << 2, <usize>n << 2, epilogue)
}

function narrow_columns(c: usize, a: usize, b: usize, m: i32, k: i32, n: i32, work: usize): void {
  pack_narrow_f32(work, b, false, k, n)
  panel_columns(c, a, work, ZEROS, 0, n, m, k, <usize>m << 2, 0, <usize>n << 2, EPILOGUE_STORE)
}

/** k = 0: every chain is its init. */
function fill_rows(c: usize, init: usize, mask: usize, m: i32, n: i32, epilogue: i32): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      finish(c, init ? load<f32>(init + (<usize>j << 2)) : 0, mask, epilogue)
      c += 4
      mask += 4
    }
  }
}

@inline
function finish(to: usize, x: f32, mask: usize, epilogue: i32): void {
  if (epilogue == EPILOGUE_RELU) x = x < 0 ? 0 : x
  if (epilogue == EPILOGUE_MASK) x = load<f32>(mask) > 0 ? x : 0
  store<f32>(to, x)
}
