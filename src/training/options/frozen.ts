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

/** The stretches of the parameters that belong to trained layers, as long as they can be. */
export function trainedRanges({ fixed }: Arena, frozen: readonly number[] | undefined): UpdateRange[] {
  if (frozen === undefined) return [{ from: 0, count: fixed.span }]
  const places = fixed.layers.flatMap((tensors, l) =>
    tensors.map((place) => ({ ...place, frozen: frozen.includes(l) })),
  )
  const trained = places.filter(({ gradient }) => gradient !== 0)
  const ranges: UpdateRange[] = []
  trained.forEach(({ at, frozen }, index) => {
    if (frozen) return
    const from = (at - fixed.parameters) / 4
    const next = trained[index + 1]
    // up to the next tensor, as the gap between them stays zero
    const end = next === undefined ? fixed.span : (next.at - fixed.parameters) / 4
    const last = ranges[ranges.length - 1]
    if (last !== undefined && last.from + last.count === from) {
      ranges[ranges.length - 1] = { from: last.from, count: end - last.from }
    } else ranges.push({ from, count: end - from })
  })
  return ranges
}
