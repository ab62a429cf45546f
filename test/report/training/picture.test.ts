import { crc32, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { isPicture, pictureUrl } from '../../../src/report/training/picture.js'

/** The chunks of a PNG file, each with its checksum checked by another hand. */
function chunksOf(url: string): Map<string, Buffer> {
  const file = Buffer.from(url.replace('data:image/png;base64,', ''), 'base64')
  expect(file.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at)
    const body = file.subarray(at + 4, at + 8 + length)
    if (crc32 !== undefined) expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(body))
    chunks.set(body.subarray(0, 4).toString('latin1'), body.subarray(4))
    at += 12 + length
  }
  return chunks
}

test.each([
  [[2, 3], 0, 3],
  [[3, 2, 1], 0, 2],
  [[2, 2, 3], 2, 6],
  // more than one block of stored bytes
  [[300, 300], 0, 300],
] as const)('a picture of %j is a PNG whose lines are the bytes', (shape, colorType, line) => {
  const [height, width] = shape
  const bytes = Uint8Array.from({ length: height * line }, (_, i) => (37 * i) % 256)
  const chunks = chunksOf(pictureUrl(shape, bytes))
  const head = chunks.get('IHDR') as Buffer
  expect([head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9]]).toEqual([width, height, 8, colorType])
  const raw = inflateSync(chunks.get('IDAT') as Buffer)
  expect(raw.length).toBe(height * (line + 1))
  for (let y = 0; y < height; y++) {
    expect(raw[y * (line + 1)]).toBe(0)
    expect(raw.subarray(y * (line + 1) + 1, (y + 1) * (line + 1))).toEqual(
      Buffer.from(bytes.subarray(y * line, (y + 1) * line)),
    )
  }
})

test('pictures are planes of one byte or three a pixel', () => {
  expect(
    [
      [28, 28],
      [32, 32, 3],
      [8, 8, 1],
    ].map(isPicture),
  ).toEqual([true, true, true])
  expect([[784], [32, 32, 4], [0, 5], [2, 3, 4, 5]].map(isPicture)).toEqual([false, false, false, false])
})
