/** The tensors of a network in the order of its hash: layer by layer, in the order in which the layer names them. */
import { wrongValue } from '../check.js'
import { type BoundLayer, sizeOf } from '../layers/layer.js'
import { allFinite } from '../math/all-finite.js'
import { stream } from '../math/random.js'
import { sha256Hex } from '../math/sha256.js'

/** Numbers in all tensors, or in those that are trained. */
export function countValues(layers: readonly BoundLayer[], { trained = false } = {}): number {
  const tensors = layers.flatMap((layer) => layer.tensors).filter(({ role }) => !trained || role !== 'state')
  return tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0)
}

/**
 * The values that a network of these layers starts from, all tensors one after the other. Each layer draws from its own
 * stream, so adding a layer does not move the weights of those before it.
 */
export function startingValues(layers: readonly BoundLayer[], seed: number): Float32Array {
  const values = new Float32Array(countValues(layers))
  let at = 0
  layers.forEach(({ tensors }, index) => {
    const random = stream(seed, 'init', index)
    for (const { shape, init } of tensors) {
      const size = sizeOf(shape)
      init(values.subarray(at, at + size), random)
      at += size
    }
  })
  return values
}

/** SHA-256 of the values as little-endian f32; NaN is refused, because its bits differ between engines. */
export function hashValues(values: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(4 * values.length))
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (Number.isNaN(value)) throw diverged('sha256', 'parameters', 'numbers', value)
    bytes.setFloat32(4 * i, value, true)
  }
  return sha256Hex(new Uint8Array(bytes.buffer))
}

/** For what goes on to others, who would take values that are not finite for a result. Returns them. */
export function checkFiniteValues<V extends Float32Array>(
  where: string,
  values: V,
  what = 'parameters',
  expected = 'finite numbers',
): V {
  if (allFinite(values, 0, values.length)) return values
  throw diverged(
    where,
    what,
    expected,
    values.find((value) => !Number.isFinite(value)),
  )
}

function diverged(where: string, what: string, expected: string, got: unknown): RangeError {
  return wrongValue(where, what, expected, got, 'the run diverged; lower the learning rate')
}
