/** The hash of a network's parameters. */
import { message } from '../check.js'
import { sha256Hex } from '../math/sha256.js'

/** SHA-256 of the values as little-endian f32; NaN is refused, because its bits differ between engines. */
export function hashParameters(values: Float32Array): string {
  const bytes = new DataView(new ArrayBuffer(4 * values.length))
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (Number.isNaN(value)) {
      throw new RangeError(
        message('sha256', 'parameters', 'numbers', 'NaN', 'the run diverged: lower its learning rate'),
      )
    }
    bytes.setFloat32(4 * i, value, true)
  }
  return sha256Hex(new Uint8Array(bytes.buffer))
}
