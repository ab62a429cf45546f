/**
 * The matrix product behind a dense layer, C[m, n] = epilogue(init + A[m, k] B[k, n]), as a walk over panels of columns.
 *
 * Every element is one chain over ascending p (tile_packed_f32). A and B may each be stored row-major or transposed: forward
 * takes both as they are, the weight gradient A transposed, the input gradient B transposed. Both are copied into the order
 * in which the tiles read them (pack_f32), but for a B that is a panel already and an A of fewer than four rows; rows_few
 * copies nothing. C must not overlap A, B or init. The copies go to `work`: 64 k floats for a group of panels and
 * 4 k ceil(m / 4) for the tiles.
 *
 * C may be a part of a larger matrix: the rows of C, of the mask and of a row-major B lie ld bytes apart, those of A, as it
 * is stored, lda bytes. A transposed B has no gaps.
 */
import { narrow_init_f32, pack_group_f32, pack_tiles_f32, pack_tiles_transposed_f32 } from './pack_f32'
import { rows_few_f32 } from './rows_few_f32'
import { packed_8x4 } from './tile_narrow_f32'
import { packed_4x8 } from './tile_packed_f32'
import { row_1x4, row_1x8 } from './tile_row_f32'
import { finished } from './inline/epilogue'
import { panelCount, panelStart, panelWidth } from './inline/panels'

/** Panels that are packed together: one row of B is then read 256 bytes at a time. */
@inline const GROUP: i32 = 8
/** Rows of A, 512 k bytes, that should stay in the second-level cache while a group of panels passes; a multiple of 4. */
@inline const ROW_BLOCK: i32 = 128

const ZEROS: usize = memory.data(32, 16)

/** init: one row of n values, or 0 to start from zero. mask: layout of C, for EPILOGUE_MASK. */
export function product_f32(
  c: usize, a: usize, aTransposed: bool, b: usize, bTransposed: bool, init: usize, mask: usize,
  m: i32, k: i32, n: i32, lda: usize, ld: usize, epilogue: i32, work: usize,
): void {
  if (m == 0 || n == 0) return
  if (k == 0) return fill_rows(c, init, mask, m, n, ld, epilogue)
  // a forward pass, which has no mask
  if (m < 4 && n >= 4 && !aTransposed && !bTransposed) return rows_few_f32(c, a, b, init, m, k, n, ld, epilogue)
  const tileStep = <usize>k << 4
  // a panel of four columns leaves room behind it
  if (n < 4 && init) init = narrow_init_f32(work + tileStep, init, n)
  const panelStep = <usize>k << 5
  // a panel is copied where the rows of B are not those of the panel already
  const packB = bTransposed || n != 8 && n != 4 || ld != <usize>n << 2
  const tiles = work + <usize>GROUP * panelStep
  if (m >= 4) {
    if (aTransposed) pack_tiles_transposed_f32(tiles, a, m, k, lda)
    else pack_tiles_f32(tiles, a, m, k, lda)
  }
  const panels = panelCount(n)
  for (let group = 0; group < panels; group += GROUP) {
    const end = min(group + GROUP, panels)
    if (packB) pack_group_f32(work, b, bTransposed, group, end, k, n, ld)
    for (let row = 0; row < m; row += ROW_BLOCK) {
      // a last block of under four rows starts higher, as a last tile does
      const top = m >= 4 ? min(row, m - 4) : row
      const rows = min(ROW_BLOCK, m - top)
      const tile = tiles + <usize>((top + 3) >> 2) * tileStep
      for (let t = group; t < end; t++) {
        const width = panelWidth(t, n)
        const left = <usize>panelStart(t, n) << 2
        const panel = packB ? work + <usize>(t - group) * panelStep : b + left
        const start = init ? init + left : ZEROS
        const at = <usize>top * ld + left
        if (m < 4) one_by_one(c + left, a, aTransposed, panel, start, mask + left, width, m, k, lda, ld, epilogue)
        else if (width == 8) packed_4x8(c + at, tile, panel, start, mask + at, rows, k, ld, epilogue)
        else packed_8x4(c + at, tile, panel, start, mask + at, rows, k, ld, epilogue, width)
      }
    }
  }
}

function one_by_one(
  c: usize, a: usize, aTransposed: bool, b: usize, init: usize, mask: usize, width: i32,
  m: i32, k: i32, lda: usize, ld: usize, epilogue: i32,
): void {
  const aStep: usize = aTransposed ? lda : 4
  const aRow: usize = aTransposed ? 4 : lda
  for (let row = 0; row < m; row++) {
    if (width == 8) row_1x8(c, a, b, init, mask, k, aStep, epilogue)
    else row_1x4(c, a, b, init, mask, k, aStep, epilogue, width)
    a += aRow
    c += ld
    mask += ld
  }
}

/** k = 0: every chain is its init. */
function fill_rows(c: usize, init: usize, mask: usize, m: i32, n: i32, ld: usize, epilogue: i32): void {
  const row = <usize>n << 2
  for (let i = 0; i < m; i++) {
    for (let j: usize = 0; j < row; j += 4) {
      store<f32>(c + j, finished(init ? load<f32>(init + j) : 0, mask + j, epilogue))
    }
    c += ld
    mask += ld
  }
}
