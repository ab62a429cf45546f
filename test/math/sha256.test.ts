import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { stream } from '../../src/math/random.js'
import { sha256, sha256Hex } from '../../src/math/sha256.js'

const random = stream(1, 'bytes')
const bytes = Uint8Array.from({ length: 1_000_003 }, () => random.next())
const expected = (part: Uint8Array) => createHash('sha256').update(part).digest('hex')

test('sha256 equals the digest of node:crypto at every length from 0 to 200, whatever the alignment', () => {
  for (let length = 0; length <= 200; length++) {
    const part = bytes.subarray(length, 2 * length)
    expect(sha256Hex(part), `length ${length}`).toBe(expected(part))
  }
})

test('sha256 equals the digest of node:crypto at large lengths', () => {
  for (const length of [1000, 4095, 4096, 65_536, 1_000_003]) {
    const part = bytes.subarray(0, length)
    expect(sha256Hex(part), `length ${length}`).toBe(expected(part))
  }
})

test('the digest of "abc" is the one in FIPS 180-4, as 32 bytes and as 64 hexadecimal digits', () => {
  const abc = new TextEncoder().encode('abc')
  const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(sha256Hex(abc)).toBe(digest)
  expect(Buffer.from(sha256(abc)).toString('hex')).toBe(digest)
})

test('the input is left as it was', () => {
  const part = bytes.slice(0, 100)
  sha256(part)
  expect(part).toEqual(bytes.slice(0, 100))
})
