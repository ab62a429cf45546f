import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { stream } from '../../src/math/random.js'
import { sha256, sha256Hex } from '../../src/math/sha256.js'

const random = stream(1, 'bytes')
const bytes = Uint8Array.from({ length: 1_000_003 }, () => random.next())
const expected = (part: Uint8Array) => createHash('sha256').update(part).digest('hex')

describe.each(["the host's", 'plain JavaScript'])('the digest of %s', (kind) => {
  beforeEach(() => {
    if (kind === 'plain JavaScript') vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined as never)
  })

  afterEach(() => {
    vi.restoreAllMocks()
  })

  test('equals that of node:crypto at every length from 0 to 200, whatever the alignment', () => {
    for (let length = 0; length <= 200; length++) {
      const part = bytes.subarray(length, 2 * length)
      expect(sha256Hex(part), `length ${length}`).toBe(expected(part))
    }
  })

  test('equals that of node:crypto at large lengths', () => {
    for (const length of [1000, 4095, 4096, 65_536, 1_000_003]) {
      const part = bytes.subarray(0, length)
      expect(sha256Hex(part), `length ${length}`).toBe(expected(part))
    }
  })

  test('of parts is that of all of them, one after the other: none, and 1 to 5 of 0 to 130 bytes', () => {
    expect(sha256Hex()).toBe(expected(new Uint8Array(0)))
    for (let count = 1; count <= 5; count++) {
      const parts = Array.from({ length: count }, (_, i) => bytes.subarray(130 * i, 130 * i + ((37 * count * i) % 131)))
      expect(sha256Hex(...parts), `${count} parts`).toBe(expected(Buffer.concat(parts)))
    }
  })

  test('of "abc" is the one in FIPS 180-4, as 32 plain bytes and as 64 hexadecimal digits', () => {
    const abc = new TextEncoder().encode('abc')
    const digest = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(sha256Hex(abc)).toBe(digest)
    expect(sha256(abc).constructor).toBe(Uint8Array)
    expect(Buffer.from(sha256(abc)).toString('hex')).toBe(digest)
  })

  test('leaves the input as it was', () => {
    const part = bytes.slice(0, 100)
    sha256(part)
    expect(part).toEqual(bytes.slice(0, 100))
  })
})

test('a host that has a digest is asked for it', () => {
  const asked = vi.spyOn(process, 'getBuiltinModule')
  sha256(bytes)
  expect(asked.mock.calls).toEqual([['crypto']])
  vi.restoreAllMocks()
})
