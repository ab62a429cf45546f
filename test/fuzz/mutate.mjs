/** Inputs made wrong: bytes, text, JSON, and files that are signed again after their header was changed. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'

const NUMBERS = [
  0,
  -1,
  1,
  0.5,
  255,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53,
  -(2 ** 31),
  1e300,
  -1e300,
  5e-324,
]
const WORDS = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'length',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '\u0000',
  '\ufeff',
  '\ud800',
  '\u001b[31m',
]
const PIECES = [
  ...WORDS,
  '"',
  '""',
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '{',
  '}',
  '[',
  ']',
  ':',
  '\\',
  '0x10',
  '١٢',
  '999999999999999999999',
  '.',
]

/** Values of every kind, a few of them large or deep. */
const strange = [
  ...NUMBERS,
  ...WORDS,
  ...fc.sample(fc.jsonValue({ maxDepth: 3 }), { seed: 1, numRuns: 200 }),
  null,
  true,
  [],
  {},
  'x'.repeat(100_000),
  Array.from({ length: 20_000 }, (_, index) => index),
  Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`name${index}`, index])),
]

/** A value whose innermost part lies so deep. */
function nested(levels, name) {
  let value = 1
  for (; levels > 0; levels--) value = name === undefined ? [value] : { [name]: value }
  return value
}

/** A copy of a JSON value with one to four places of it changed. */
export function mutateJson(value, draw) {
  const root = { value: structuredClone(value) }
  for (let count = 1 + draw.below(4); count > 0; count--) {
    const places = placesOf(root)
    const { parent, name } = draw.one(places)
    if (draw.below(100) === 0) {
      // so deep that what walks it by calls may not end
      parent[name] = nested(90 + draw.below(3_000), draw.one([undefined, 'layers', name]))
      return root.value
    }
    switch (draw.below(8)) {
      case 0:
        if (Array.isArray(parent)) parent.splice(name, 1)
        else if (parent !== root) delete parent[name]
        break
      case 1:
        if (Array.isArray(parent)) parent.splice(name, 0, structuredClone(parent[name]))
        else parent[draw.one(WORDS)] = structuredClone(parent[name])
        break
      case 2: {
        const other = draw.one(places)
        parent[name] = structuredClone(other.parent[other.name])
        break
      }
      case 3:
        if (typeof parent[name] === 'number') parent[name] = draw.one([-1, 0.5, 2, 1e9, -1e-9]) * parent[name]
        else parent[name] = draw.one(NUMBERS)
        break
      case 4:
        parent[name] = Array.isArray(parent[name]) ? { ...parent[name] } : [parent[name]]
        break
      default:
        parent[name] = structuredClone(draw.one(strange))
    }
  }
  return root.value
}

/** Every place of a value, the first 2,000. */
function placesOf(root) {
  const places = []
  const walk = (parent) => {
    for (const name of Object.keys(parent)) {
      if (places.length >= 2_000) return
      places.push({ parent, name })
      if (typeof parent[name] === 'object' && parent[name] !== null) walk(parent[name])
    }
  }
  walk(root)
  return places
}

/** JSON text of a changed value; one in four is damaged as text too. */
export function mutateJsonText(value, draw) {
  const text = JSON.stringify(mutateJson(value, draw))
  return draw.below(4) === 0 ? mutateText(text, draw) : text
}

/** Text with one to six edits: of lines, cells, characters. */
export function mutateText(text, draw) {
  let changed = text
  for (let count = 1 + draw.below(6); count > 0; count--) {
    const at = draw.below(changed.length + 1)
    const end = at + draw.below(1 + (draw.below(4) === 0 ? changed.length - at : 12))
    const lines = changed.split('\n')
    const line = draw.below(lines.length)
    switch (draw.below(8)) {
      case 0:
        changed = changed.slice(0, at) + changed.slice(end)
        break
      case 1:
        changed = changed.slice(0, at) + changed.slice(at, end).repeat(draw.one([2, 3, 50])) + changed.slice(end)
        break
      case 2:
        lines.splice(line, draw.below(2), ...Array(draw.one([0, 1, 2, 200])).fill(lines[draw.below(lines.length)]))
        changed = lines.join('\n')
        break
      case 3:
        changed = changed.replaceAll(draw.one([',', '\n', '"', '.', '-']), draw.one(PIECES))
        break
      case 4: {
        const cells = lines[line].split(',')
        cells[draw.below(cells.length)] = draw.below(8) === 0 ? 'y'.repeat(50_000) : draw.one(PIECES)
        lines[line] = cells.join(',')
        changed = lines.join('\n')
        break
      }
      default:
        changed = changed.slice(0, at) + draw.one(PIECES) + changed.slice(draw.below(2) === 0 ? at : end)
    }
    if (changed.length > 300_000) return changed.slice(0, 300_000)
  }
  return changed
}

/** Bytes with one to eight edits. */
export function mutateBytes(bytes, draw) {
  let changed = Uint8Array.from(bytes)
  for (let count = 1 + draw.below(8); count > 0; count--) {
    const at = draw.below(changed.length || 1)
    const end = Math.min(changed.length, at + 1 + draw.below(draw.one([4, 64, changed.length + 1])))
    const join = (...parts) => Uint8Array.from(Buffer.concat(parts))
    switch (draw.below(6)) {
      case 0:
        if (at < changed.length) changed[at] ^= 1 << draw.below(8)
        break
      case 1:
        if (at < changed.length) changed[at] = draw.one([0, 1, 0x7f, 0x80, 0xff, 0x22, 0x2c, 0x0a])
        break
      case 2:
        if (at + 4 <= changed.length) {
          new DataView(changed.buffer).setUint32(at, draw.one(NUMBERS) >>> 0, draw.below(2) === 0)
        }
        break
      case 3:
        changed = changed.slice(0, draw.below(2) === 0 ? at : end)
        break
      case 4:
        changed = join(changed.subarray(0, at), changed.subarray(end))
        break
      default:
        changed = join(changed.subarray(0, end), changed.subarray(at, end), changed.subarray(end))
    }
    if (changed.length > 300_000) return changed.slice(0, 300_000)
  }
  return changed
}

const HEAD = 16
const CHECKSUM = 32

/** A saved network or checkpoint with a changed header or changed numbers, and a checksum that agrees with them. */
export function mutateSigned(bytes, draw) {
  const file = Buffer.from(bytes)
  const length = file.readUInt32LE(12)
  const body = file.subarray(Math.ceil((HEAD + length) / 8) * 8, -CHECKSUM)
  const header = JSON.parse(file.toString('utf8', HEAD, HEAD + length))
  const text = draw.below(8) === 0 ? JSON.stringify(header) : mutateJsonText(header, draw)
  const values = draw.below(4) === 0 ? mutateBytes(body, draw) : body
  return signed(text, values, draw.below(40) === 0 ? draw.one(NUMBERS) >>> 0 : undefined)
}

/** The file of such a header, as JSON text, and of such bytes of its arrays. */
export function signed(text, values, length) {
  const header = Buffer.from(text)
  const start = Buffer.alloc(Math.ceil((HEAD + header.length) / 8) * 8)
  start.write('ONECYCLE')
  start.writeUInt32LE(1, 8)
  start.writeUInt32LE(length ?? header.length, 12)
  header.copy(start, HEAD)
  const content = Buffer.concat([start, values])
  return Uint8Array.from(Buffer.concat([content, createHash('sha256').update(content).digest()]))
}
