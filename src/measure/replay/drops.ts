/**
 * Where a curve of accuracy jumps after a plateau: the mark of a learning rate that was dropped at once.
 *
 * At every look, the w looks before it are compared with the w looks from it on (w is 2 % of the curve, at least 10):
 *
 *     jump       every look after lies above every look before, and their medians differ by a tenth of the error left
 *     plateau    the median of the w looks before those differs by less than a third of the jump
 *     sudden     the median of the w looks after those is less than a third of the jump higher
 *
 * Noise does not part the looks, 10 from 10 it would once in 184,756 times; a curve that climbs while its rate falls
 * smoothly is neither flat before nor after. Of neighbouring looks that pass, the first is
 * taken, so that noise makes a drop a few looks early but never late.
 */
import { type CurvePoint, dropWindow } from '../hits.js'
import { windowsOf } from './windows.js'

const SHARE = 0.02
const LEAST = 10

/** Looks on either side of a jump, for a curve of so many looks. */
export function dropWidth(looks: number): number {
  return Math.max(LEAST, Math.round(SHARE * looks))
}

/** Steps of the last look before each jump, ascending; none are found in a curve of fewer than 3.5 w looks. */
export function findDrops(points: readonly CurvePoint[]): number[] {
  const values = points.map(({ accuracy }) => accuracy)
  const width = dropWidth(values.length)
  const drops: number[] = []
  const { low, middle, high } = windowsOf(values, width)
  const isJump = (at: number): boolean => {
    if ((low[at] as number) <= (high[at - width] as number)) return false
    const level = middle[at - width] as number
    const after = middle[at] as number
    const jump = after - level
    const drift = Math.abs(level - (middle[at - 2 * width] as number))
    const rise = (middle[at + width] as number) - after
    return jump >= 0.1 * (1 - level) && drift < jump / 3 && rise < jump / 3
  }
  let clear = 0
  for (let at = 2 * width; at + width + width / 2 <= values.length; at++) {
    if (!isJump(at)) continue
    if (at >= clear) drops.push((points[at - 1] as CurvePoint).step)
    clear = at + width
  }
  return drops
}

/** Steps after a drop within which a hit is the drop's doing, in a curve of so many looks that ends at the step `end`. */
export function dropWindowOf({ end, looks }: { readonly end: number; readonly looks: number }): number {
  return dropWindow(end, end / looks)
}
