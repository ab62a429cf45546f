import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { readIdx } from '../../../src/data/images/idx.js'
import { refusal } from '../../helpers.js'

const file = (type: number, shape: number[], ...data: number[]) =>
  Uint8Array.from([0, 0, type, shape.length, ...shape.flatMap((size) => [0, 0, size >> 8, size & 255]), ...data])

const plain = file(8, [2, 3], 1, 2, 3, 4, 5, 255)
const packed = new Uint8Array(gzipSync(plain))

test('readIdx reads every element type, big-endian', async () => {
  expect(await readIdx(plain)).toEqual({ type: 'uint8', shape: [2, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 255) })
  expect(await readIdx(file(9, [3], 1, 255, 128))).toEqual({
    type: 'int8',
    shape: [3],
    data: Int8Array.of(1, -1, -128),
  })
  expect(await readIdx(file(11, [2], 1, 2, 0xff, 0xfe))).toEqual({
    type: 'int16',
    shape: [2],
    data: Int16Array.of(258, -2),
  })
  expect(await readIdx(file(12, [2], 0, 1, 0, 2, 0xff, 0xff, 0xff, 0xff))).toEqual({
    type: 'int32',
    shape: [2],
    data: Int32Array.of(65538, -1),
  })
  expect(await readIdx(file(13, [2, 1], 0x3f, 0xc0, 0, 0, 0xc0, 0, 0, 0))).toEqual({
    type: 'float32',
    shape: [2, 1],
    data: Float32Array.of(1.5, -2),
  })
  expect(await readIdx(file(14, [1, 1, 1], 0x3f, 0xf8, 0, 0, 0, 0, 0, 0))).toEqual({
    type: 'float64',
    shape: [1, 1, 1],
    data: Float64Array.of(1.5),
  })
})

test('readIdx reads a gzip file as the file inside', async () => {
  expect(await readIdx(packed)).toEqual(await readIdx(plain))
  const large = file(8, [300, 300], ...new Array<number>(90000).fill(7))
  expect((await readIdx(new Uint8Array(gzipSync(large)))).data).toEqual(new Uint8Array(90000).fill(7))
})

test('readIdx reads bytes anywhere in a larger buffer and shares no memory with them', async () => {
  const odd = file(14, [1], 0x3f, 0xf8, 0, 0, 0, 0, 0, 0)
  const padded = new Uint8Array(odd.length + 8)
  padded.set(odd, 3)
  expect((await readIdx(padded.subarray(3, 3 + odd.length))).data).toEqual(Float64Array.of(1.5))
  const bytes = Buffer.from(plain)
  const { data } = await readIdx(bytes)
  bytes.fill(9)
  expect(data).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 255))
})

test('readIdx reads an array without elements', async () => {
  expect(await readIdx(file(8, [0, 28, 28]))).toEqual({ type: 'uint8', shape: [0, 28, 28], data: new Uint8Array(0) })
})

test('readIdx says what is wrong with a file that is no IDX file', async () => {
  await expect(readIdx(new Uint8Array(0))).rejects.toThrow(refusal(RangeError, 'readIdx', 'bytes', 'no bytes'))
  await expect(readIdx(Uint8Array.of(0, 0, 8))).rejects.toThrow('"bytes" expected an IDX file, got only 00 00 08')
  const magic = 'an IDX file, which begins 00 00, a type (08 09 0b 0c 0d 0e) and a rank from 01'
  await expect(readIdx(new TextEncoder().encode('a,b\n1,2'))).rejects.toThrow(`expected ${magic}, got 61 2c 62 0a`)
  await expect(readIdx(Uint8Array.of(0, 0, 10, 1, 0, 0, 0, 0))).rejects.toThrow(`expected ${magic}, got 00 00 0a 01`)
  await expect(readIdx(Uint8Array.of(0, 0, 8, 0, 5))).rejects.toThrow(`expected ${magic}, got 00 00 08 00`)
  // @ts-expect-error the wrong kind of bytes
  await expect(readIdx(plain.buffer)).rejects.toThrow(
    refusal(TypeError, 'readIdx', 'bytes', 'an instance of ArrayBuffer'),
  )
  // @ts-expect-error a misspelt option
  await expect(readIdx(plain, { name: 'x' })).rejects.toThrow('readIdx: unknown option "name", expected one of source')
})

test('readIdx says how many bytes it expected and found, naming the file', async () => {
  const source = 'train-images-idx3-ubyte'
  await expect(readIdx(plain.subarray(0, 17), { source })).rejects.toThrow(
    refusal(RangeError, 'readIdx', 'train-images-idx3-ubyte', 18, '2 x 3', 17),
  )
  await expect(readIdx(Uint8Array.of(...plain, 0), { source })).rejects.toThrow(
    refusal(RangeError, 'readIdx', 'train-images-idx3-ubyte', 18, '2 x 3', 19),
  )
  await expect(readIdx(plain.subarray(0, 11), { source })).rejects.toThrow(
    refusal(RangeError, 'readIdx', 'train-images-idx3-ubyte', 12, 2, '11 bytes'),
  )
})

test('readIdx refuses sizes whose product overflows without trying to allocate them', async () => {
  const vast = Uint8Array.from([0, 0, 14, 200, ...new Array<number>(800).fill(255)])
  await expect(readIdx(vast)).rejects.toThrow(
    /expected Infinity bytes for shape (4294967295 x ){8}\.\.\. of rank 200, got/,
  )
})

test('readIdx refuses a gzip file that is cut off, damaged or followed by other bytes', async () => {
  const refused = /^readIdx: "f\.gz" expected a whole gzip file, got a damaged one \(.+\); fetch the file again$/
  const damaged = [
    packed.subarray(0, 2),
    packed.subarray(0, 20),
    packed.subarray(0, packed.length - 1),
    packed.map((byte, i) => (i === packed.length - 6 ? byte ^ 1 : byte)),
    packed.map((byte, i) => (i === packed.length - 1 ? byte ^ 1 : byte)),
    Uint8Array.of(...packed, 0, 0, 0, 0),
    Uint8Array.of(...packed, 1, 2, 3, 4, 5),
    Uint8Array.of(...packed, ...packed),
  ]
  for (const bytes of damaged) {
    const error = await readIdx(bytes, { source: 'f.gz' }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(RangeError)
    expect((error as Error).message).toMatch(refused)
  }
})

test('readIdx stops unpacking where the unpacked length is more than the file says', async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(50_000_000)))
  new DataView(bomb.buffer).setUint32(bomb.length - 4, 1000, true)
  await expect(readIdx(bomb)).rejects.toThrow(
    'got a damaged one (1000 as the unpacked length at its end, and other data)',
  )
})

test('readIdx unpacks no more of an honest gzip file than its first bytes say there is', async () => {
  const zeros = new Uint8Array(gzipSync(new Uint8Array(50_000_000)))
  await expect(readIdx(zeros)).rejects.toThrow(refusal(RangeError, 'readIdx', 'bytes', 'an IDX file', '00 00 00 00'))
  const more = new Uint8Array(50_000_000)
  more.set(file(8, [200, 300]))
  const unpacked = vi.spyOn(Uint8Array.prototype, 'set')
  await expect(readIdx(new Uint8Array(gzipSync(more)))).rejects.toThrow(
    refusal(RangeError, 'readIdx', 'bytes', 60_012, 50_000_000),
  )
  expect(unpacked.mock.calls.reduce((sum, [from]) => sum + from.length, 0)).toBeLessThan(1e6)
  unpacked.mockRestore()
})

test('readIdx says what is wrong with the file inside a gzip file', async () => {
  await expect(readIdx(new Uint8Array(gzipSync(plain.subarray(0, 17))))).rejects.toThrow(
    refusal(RangeError, 'readIdx', 'bytes', 18, '2 x 3', 17),
  )
})

/** Either an array that fits its shape, or an error of ours. */
async function survives(bytes: Uint8Array): Promise<void> {
  try {
    const { shape, data } = await readIdx(bytes)
    expect(data.length).toBe(shape.reduce((product, size) => product * size))
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError)
    expect((error as Error).message).toMatch(/^readIdx: "bytes" expected /)
  }
}

test('readIdx gives an array or its own RangeError for any bytes, with and without a plausible beginning', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), survives), { numRuns: 300 })
  const header = fc.tuple(fc.constantFrom(8, 9, 11, 12, 13, 14), fc.array(fc.nat(3), { minLength: 1, maxLength: 3 }))
  const plausible = fc.tuple(header, fc.array(fc.nat(255), { maxLength: 40 }))
  await fc.assert(
    fc.asyncProperty(plausible, ([[type, shape], data]) => survives(file(type, shape, ...data))),
    { numRuns: 500 },
  )
})

test('readIdx gives the true array or its own RangeError for a gzip file with any byte changed or any end cut', async () => {
  const change = fc.tuple(fc.nat(packed.length - 1), fc.integer({ min: 1, max: 255 }))
  await fc.assert(
    fc.asyncProperty(change, async ([at, flip]) => {
      const bytes = packed.map((byte, i) => (i === at ? byte ^ flip : byte))
      await survives(bytes)
    }),
    { numRuns: 200 },
  )
  for (let length = 0; length < packed.length; length++) {
    await expect(readIdx(packed.subarray(0, length))).rejects.toThrow(RangeError)
  }
})
