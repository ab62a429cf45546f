import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { core } from '#wasm'
import { bytesOf } from '../../src/core/text-bytes.js'

/** The characters for 0 .. 86, written out. */
const alphabet = '()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[#]^_!abcdefghijklmnopqrstuvwxyz{|}~'

test('a character is a byte from 248 over 0 to 76, a pair is any other', () => {
  expect([...bytesOf('()01')]).toEqual([248, 249, 0, 1])
  expect([...bytesOf('|}(}~~(~{')]).toEqual([76, 77, 163, 164, 247])
  expect(alphabet.length).toBe(87)
})

test('every byte comes back', () => {
  const bytes = Uint8Array.from({ length: 512 }, (_, i) => i)
  const text = [...bytes].map((byte) => {
    const value = (byte + 8) % 256
    const rest = value - 85
    return rest < 0 ? alphabet[value] : `${alphabet[85 + Math.floor(rest / 87)]}${alphabet[rest % 87]}`
  })
  expect(bytesOf(text.join(''))).toEqual(bytes)
})

test('the text in the package is the compiled core, and needs no escape in a string', () => {
  expect(core()).toEqual(new Uint8Array(readFileSync('build/core.wasm')))
  expect(alphabet).not.toMatch(/['"`\\$\n]/)
})
