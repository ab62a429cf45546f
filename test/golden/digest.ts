/** SHA-256 over numbers and text, little-endian on every machine; NaN is refused, because its bits differ. */
import { sha256Hex } from '../../src/math/sha256.js'

export type Digestible = string | number | boolean | undefined | ArrayLike<number> | readonly Digestible[]

/** Every value goes in with its kind, every list with its length, so that no two different values look alike. */
export function digest(value: Digestible): string {
  const bytes = new Bytes()
  append(bytes, value)
  return sha256Hex(bytes.all())
}

function append(bytes: Bytes, value: Digestible): void {
  if (typeof value === 'string') {
    bytes.head(1, value.length)
    for (let i = 0; i < value.length; i++) bytes.put('setUint16', 2, value.charCodeAt(i))
  } else if (typeof value === 'number') {
    bytes.head(2, 8)
    bytes.put('setFloat64', 8, number(value))
  } else if (typeof value === 'boolean' || value === undefined) {
    bytes.head(3, value === undefined ? 2 : Number(value))
  } else if (value instanceof Uint8Array) {
    bytes.head(4, value.length)
    for (const byte of value) bytes.put('setUint8', 1, byte)
  } else if (value instanceof Float32Array) {
    bytes.head(5, value.length)
    for (const x of value) bytes.put('setFloat32', 4, number(x))
  } else {
    bytes.head(6, value.length)
    for (let i = 0; i < value.length; i++) append(bytes, value[i])
  }
}

/** Bytes that grow as they are written. */
class Bytes {
  #view = new DataView(new ArrayBuffer(4096))
  #length = 0

  put(setter: 'setUint8' | 'setUint16' | 'setUint32' | 'setFloat32' | 'setFloat64', size: number, value: number): void {
    if (this.#length + size > this.#view.byteLength) {
      const larger = new Uint8Array(2 * this.#view.byteLength)
      larger.set(this.all())
      this.#view = new DataView(larger.buffer)
    }
    this.#view[setter](this.#length, value, true)
    this.#length += size
  }

  head(kind: number, length: number): void {
    this.put('setUint8', 1, kind)
    this.put('setUint32', 4, length)
  }

  all(): Uint8Array {
    return new Uint8Array(this.#view.buffer, 0, this.#length)
  }
}

function number(value: number): number {
  if (Number.isNaN(value)) throw new RangeError('digest: a value is NaN, whose bits differ between engines')
  return value
}
