import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readCifar10 } from '../../../src/data/images/cifar10.js'
import { refusal } from '../../helpers.js'

/** Records whose pixel p has red p mod 251, green (p + 1) mod 251, blue the number of the record. */
function file(...labels: number[]): Uint8Array {
  const bytes = new Uint8Array(3073 * labels.length)
  for (const [record, label] of labels.entries()) {
    const at = 3073 * record
    bytes[at] = label
    for (let p = 0; p < 1024; p++) {
      bytes[at + 1 + p] = p % 251
      bytes[at + 1 + 1024 + p] = (p + 1) % 251
      bytes[at + 1 + 2048 + p] = record
    }
  }
  return bytes
}

test('readCifar10 puts the three planes of a record side by side, pixel by pixel', async () => {
  const { features, ...rest } = await readCifar10(file(3, 9))
  expect(rest).toMatchObject({ name: 'cifar-10', count: 2, inputs: 3072, shape: [32, 32, 3], classes: 10 })
  expect(rest.labels).toEqual(Uint8Array.of(3, 9))
  expect([rest.classNames?.[3], rest.classNames?.[9]]).toEqual(['cat', 'truck'])
  for (let row = 0; row < 2; row++) {
    for (let p = 0; p < 1024; p++) {
      const pixel = [...features.subarray(row * 3072 + 3 * p, row * 3072 + 3 * p + 3)]
      expect(pixel).toEqual([p % 251, (p + 1) % 251, row])
    }
  }
})

test('readCifar10 reads several files in their order, with gzip or without', async () => {
  const plain = await readCifar10([file(1, 2), file(3)], { name: 'both' })
  const packed = await readCifar10([new Uint8Array(gzipSync(file(1, 2))), file(3)], { name: 'both' })
  expect(plain).toMatchObject({ name: 'both', count: 3, labels: Uint8Array.of(1, 2, 3) })
  expect(packed).toEqual(plain)
})

test('readCifar10 names the file that is cut off, of another size or format, or empty, and its bytes', async () => {
  const sources = ['data_batch_1.bin', 'data_batch_2.bin']
  const refused = (...files: Uint8Array[]) => expect(readCifar10(files, { sources })).rejects
  const wrong = (name: string, ...values: unknown[]) => refusal(RangeError, 'readCifar10', name, 3073, ...values)
  await refused(file(1), file(2, 3).subarray(0, 6000)).toThrow(wrong('data_batch_2.bin', 6000, 1, 2927, 'cut off'))
  await refused(new Uint8Array(0)).toThrow(wrong('data_batch_1.bin', 0))
  await refused(new Uint8Array(3 * 3074)).toThrow(wrong('data_batch_1.bin', 9222, 'CIFAR-100', 3074))
  await refused(Uint8Array.of(0x80, 2, 0x7d)).toThrow(wrong('data_batch_1.bin', 3, 'Python', 'binary version'))
  await refused(new Uint8Array(gzipSync(file(1))).subarray(0, 40)).toThrow(
    refusal(RangeError, 'readCifar10', 'data_batch_1.bin', 'a whole gzip file'),
  )
  await refused(file(1), file(2, 10)).toThrow(
    refusal(RangeError, 'readCifar10', 'data_batch_2.bin', 0, 9, '10 in record 1'),
  )
})

test('readCifar10 refuses a packed file that says it holds more than the 60,000 records of CIFAR-10, before it unpacks them', async () => {
  const packed = new Uint8Array(gzipSync(new Uint8Array(100 * 3073)))
  new DataView(packed.buffer).setUint32(packed.length - 4, 60_001 * 3073, true)
  await expect(readCifar10(packed, { sources: ['data_batch_1.bin.gz'] })).rejects.toThrow(
    refusal(RangeError, 'readCifar10', 'data_batch_1.bin.gz', 60_000 * 3073, 60_001 * 3073),
  )
})

test('readCifar10 refuses what are no bytes, no files, and unknown options', async () => {
  await expect(readCifar10([])).rejects.toThrow(refusal(RangeError, 'readCifar10', 'files', 'an array of length 0'))
  // @ts-expect-error a name in place of bytes
  await expect(readCifar10('data_batch_1.bin')).rejects.toThrow(
    refusal(TypeError, 'readCifar10', 'files', '"data_batch_1.bin"'),
  )
  // @ts-expect-error a name among the files
  await expect(readCifar10([file(1), 'x'])).rejects.toThrow(refusal(TypeError, 'readCifar10', 'files[1]', '"x"'))
  // @ts-expect-error a misspelt option
  await expect(readCifar10(file(1), { source: 'x' })).rejects.toThrow(
    'readCifar10: unknown option "source", expected one of name, sources',
  )
})
