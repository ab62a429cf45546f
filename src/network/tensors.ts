/** The tensors of a network in the order of its hash: layer by layer, in the order in which the layer names them. */
import { wrongValue } from '../check.js'
import { type BoundLayer, sizeOf } from '../layers/layer.js'
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
    if (Number.isNaN(value)) throw diverged('sha256', 'numbers', value)
    bytes.setFloat32(4 * i, value, true)
  }
  return sha256Hex(new Uint8Array(bytes.buffer))
}

/** For a file, where values that are not finite would go on to whoever reads it. Returns them. */
export function checkFiniteValues(where: string, values: Float32Array): Float32Array {
  const wrong = values.find((value) => !Number.isFinite(value))
  if (wrong !== undefined) throw diverged(where, 'finite numbers', wrong)
  return values
}

function diverged(where: string, expected: string, got: number): RangeError {
  return wrongValue(where, 'parameters', expected, got, 'the run diverged; lower the learning rate')
}
