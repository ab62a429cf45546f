/** Small pictures as PNG data in the page, so that it stays one file: stored, not compressed, for they are tiny. */

/** @param shape [height, width] or [height, width, 3] @param bytes row by row, a byte or three a pixel */
export function pictureUrl(shape: readonly number[], bytes: ArrayLike<number>): string {
  const [height = 1, width = 1, channels = 1] = shape
  const line = width * channels
  // every line begins with the number of its filter: 0, as it is
  const raw = new Uint8Array(height * (line + 1))
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < line; x++) raw[y * (line + 1) + 1 + x] = bytes[y * line + x] as number
  }
  const head = [...word(width), ...word(height), 8, channels === 3 ? 2 : 0, 0, 0, 0]
  const file = [
    ...[137, 80, 78, 71, 13, 10, 26, 10],
    ...chunk('IHDR', head),
    ...chunk('IDAT', stored(raw)),
    ...chunk('IEND', []),
  ]
  return `data:image/png;base64,${base64(file)}`
}

/** Whether rows are pictures that can be drawn. */
export function isPicture(shape: readonly number[]): boolean {
  return (shape.length === 2 || (shape.length === 3 && (shape[2] === 1 || shape[2] === 3))) && shape.every((n) => n > 0)
}

function chunk(name: string, data: readonly number[]): number[] {
  const body = [...name].map((letter) => letter.charCodeAt(0)).concat(data)
  return [...word(data.length), ...body, ...word(crc32(body))]
}

/** A zlib stream of blocks without compression, 65,535 bytes at most in each. */
function stored(raw: Uint8Array): number[] {
  const blocks: number[] = [0x78, 0x01]
  for (let at = 0; at < raw.length; at += 65_535) {
    const part = raw.subarray(at, at + 65_535)
    const { length } = part
    const last = at + length === raw.length ? 1 : 0
    blocks.push(last, length & 255, length >>> 8, ~length & 255, (~length >>> 8) & 255)
    for (const byte of part) blocks.push(byte)
  }
  return blocks.concat(word(adler32(raw)))
}

function word(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

function crc32(bytes: readonly number[]): number {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1))
  }
  return ~crc
}

function adler32(bytes: Uint8Array): number {
  let a = 1
  let b = 0
  for (const byte of bytes) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return ((b << 16) | a) >>> 0
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(bytes: readonly number[]): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(i, i + 3)
    const bits = (a << 16) | (b << 8) | c
    const digits = [18, 12, 6, 0].map((shift) => DIGITS[(bits >>> shift) & 63])
    text += digits.slice(0, Math.min(4, bytes.length - i + 1)).join('')
  }
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}
