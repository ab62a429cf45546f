/**
 * Layers that a run leaves as they are, as in fine-tuning. What is trained has the gradients, to the last bit, that it would
 * have in a run that trains all layers from the same parameters; the backward pass ends at the lowest trained layer.
 */
import { wrongValue } from '../../check.js'
import type { Arena } from '../../network/arena.js'
import type { UpdateRange } from '../../optimizers/optimizer.js'
import { listOf, type Reader, whole } from '../../options.js'

/** Their numbers in ascending order, each once; undefined where there are none. */
export function readFrozen(arena: Arena): Reader<readonly number[] | undefined> {
  const list = listOf(whole(0, arena.layers.length - 1))
  return (where, what, value, read) => {
    const frozen = [...new Set(list(where, what, value, read))].sort((a, b) => a - b)
    if (lowestTrained(arena, frozen) < 0) {
      throw wrongValue(where, what, 'at least one layer with weights that is not frozen', value)
    }
    return frozen.length > 0 ? frozen : undefined
  }
}

/** The first layer whose tensors are trained; -1 where none is. */
export function lowestTrained({ fixed }: Arena, frozen: readonly number[]): number {
  return fixed.layers.findIndex((tensors, l) => !frozen.includes(l) && tensors.some(({ gradient }) => gradient !== 0))
}

/** The stretches of the parameters that are trained: whole layers, up to the next one, as the gaps between tensors stay zero. */
export function trainedRanges({ fixed }: Arena, frozen: readonly number[] = []): UpdateRange[] {
  if (frozen.length === 0) return [{ from: 0, count: fixed.span }]
  const ranges: UpdateRange[] = []
  let end = fixed.span
  for (let l = fixed.layers.length - 1; l >= 0; l--) {
    const first = fixed.layers[l]?.find(({ gradient }) => gradient !== 0)
    if (first === undefined) continue
    const from = (first.at - fixed.parameters) / 4
    if (!frozen.includes(l)) ranges.unshift({ from, count: end - from })
    end = from
  }
  return ranges
}
