/** Images, or rows of any other shape, as rows of one dimension. */
import { type BoundLayer, type Layer, type LayerDescription, markBuiltIn, type Shape, sizeOf } from './layer.js'

/** What `flatten` gives. */
export interface FlattenLayer extends Layer {
  readonly description: LayerDescription & { readonly kind: 'flatten' }
}

/** A row of any shape as a row of one dimension: the same numbers in the same order. `dense` needs none before it. */
export function flatten(): FlattenLayer {
  return markBuiltIn({ description: { kind: 'flatten' }, bind })
}

function bind(input: Shape): BoundLayer {
  const size = sizeOf(input)
  return {
    output: [size],
    tensors: [],
    kept: 0,
    workspace: () => 0,
    forward({ core, x, y }, rows) {
      core.u8.copyWithin(y, x, x + 4 * rows * size)
    },
    backward({ core, dy, dx }, rows) {
      if (dx !== 0) core.u8.copyWithin(dx, dy, dy + 4 * rows * size)
    },
  }
}
