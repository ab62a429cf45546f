/**
 * PNG pictures of few colours from screenshots: one of 255 colours for a page's thousands, and where there are several
 * screenshots a picture that moves, each frame of which holds only what has changed since the one before.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** place in the palette of what stays as it was */
const CLEAR = 0

/**
 * @param pngs      screenshots of one size, in their order
 * @param durations milliseconds that each is shown
 */
export function picture(pngs, durations = []) {
  const shots = pngs.map(decoded)
  const [{ width, height }] = shots
  const { colours, placeOf } = paletteOf(shots)
  const chunks = [
    chunk('IHDR', uint32(width), uint32(height), Buffer.from([8, 3, 0, 0, 0])),
    ...(shots.length > 1 ? [chunk('acTL', uint32(shots.length), uint32(0))] : []),
    chunk('PLTE', Buffer.from([0, ...colours].flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('tRNS', Buffer.from([0])),
  ]
  let sequence = 0
  for (const [i, { pixels }] of shots.entries()) {
    const before = shots[i - 1]?.pixels
    const indices = Uint8Array.from(pixels, (colour, at) => (colour === before?.[at] ? CLEAR : placeOf.get(colour)))
    const place = i === 0 ? { x: 0, y: 0, w: width, h: height } : changed(indices, width)
    if (shots.length > 1) {
      const where = [place.w, place.h, place.x, place.y].map(uint32)
      const shown = Buffer.from([...uint16(durations[i]), ...uint16(1000), 0, i === 0 ? 0 : 1])
      chunks.push(chunk('fcTL', uint32(sequence++), ...where, shown))
    }
    const rows = []
    for (let y = place.y; y < place.y + place.h; y++) {
      // no filter: neighbours in a palette have nothing to do with each other
      rows.push(Buffer.from([0]), indices.subarray(y * width + place.x, y * width + place.x + place.w))
    }
    const data = deflateSync(Buffer.concat(rows), { level: 9 })
    chunks.push(i === 0 ? chunk('IDAT', data) : chunk('fdAT', uint32(sequence++), data))
  }
  return Buffer.concat([SIGNATURE, ...chunks, chunk('IEND')])
}

/** The smallest rectangle with all that is not clear; one pixel where nothing has changed. */
function changed(indices, width) {
  let [left, top, right, bottom] = [width, Infinity, 0, 0]
  for (let i = 0; i < indices.length; i++) {
    if (indices[i] === CLEAR) continue
    const [x, y] = [i % width, Math.floor(i / width)]
    left = Math.min(left, x)
    right = Math.max(right, x + 1)
    top = Math.min(top, y)
    bottom = y + 1
  }
  return right === 0 ? { x: 0, y: 0, w: 1, h: 1 } : { x: left, y: top, w: right - left, h: bottom - top }
}

/** The 255 colours that are met most, and of every colour the place of its nearest, from 1. */
function paletteOf(shots) {
  const counts = new Map()
  for (const { pixels } of shots) for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const colours = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, 255)
  const nearest = (colour) => {
    const far = colours.map((one) =>
      [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((colour >> shift) & 255)) ** 2, 0),
    )
    return 1 + far.indexOf(Math.min(...far))
  }
  return { colours, placeOf: new Map([...counts.keys()].map((colour) => [colour, nearest(colour)])) }
}

/** The colours of a screenshot, as 0xRRGGBB: 8 bits a channel, not interlaced. */
function decoded(png) {
  const data = []
  for (let at = SIGNATURE.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const [width, height, channels] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3]
  const bytes = inflateSync(Buffer.concat(data))
  const line = width * channels
  let above = new Uint8Array(line)
  const pixels = new Uint32Array(width * height)
  for (let y = 0; y < height; y++) {
    const start = y * (line + 1)
    const row = bytes.subarray(start + 1, start + 1 + line)
    for (let i = 0; i < line; i++) {
      const left = i < channels ? 0 : row[i - channels]
      row[i] += predicted(bytes[start], left, above[i], i < channels ? 0 : above[i - channels])
    }
    for (let x = 0; x < width; x++) {
      const i = x * channels
      pixels[y * width + x] = (row[i] << 16) | (row[i + 1] << 8) | row[i + 2]
    }
    above = row
  }
  return { width, height, pixels }
}

/** What a filter of PNG expects, from the bytes to the left, above, and above the left one. */
function predicted(filter, left, up, corner) {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

function chunk(name, ...parts) {
  const data = Buffer.concat([Buffer.from(name), ...parts])
  return Buffer.concat([uint32(data.length - 4), data, uint32(crc32(data))])
}

function uint32(value) {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}

function uint16(value) {
  return [value >> 8, value & 255]
}
