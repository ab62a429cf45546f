import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalAt } from '../../../../src/data/tabular/csv-rows/decimal.js'
import { decimalIn } from '../../../../src/words.js'

const encoder = new TextEncoder()
const read = (text: string, single: boolean) => {
  const bytes = encoder.encode(`7${text}7`)
  return decimalAt(bytes, 1, bytes.length - 1, single)
}
const agrees = (text: string) => {
  const exact = decimalIn(text.trim())
  expect(read(text, false), text).toBe(exact)
  expect(Math.fround(read(text, true)), text).toBe(Math.fround(exact))
}
const options = { numRuns: 2000 }

test('any f64 as JavaScript writes it is read bit for bit, and rounds to its f32', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => agrees(String(value))),
    options,
  )
})

test('decimals of any length, point and exponent are what Number gives, rounded to f32 bit for bit', () => {
  const digits = fc.stringMatching(/^\d{0,24}$/)
  const exponent = fc.oneof(
    fc.constant(''),
    fc.integer({ min: -400, max: 400 }).map((power) => `e${power}`),
  )
  const number = fc.tuple(fc.constantFrom('', '-', '+'), digits, fc.constantFrom('', '.'), digits, exponent)
  fc.assert(
    fc.property(number, (parts) => agrees(parts.join(''))),
    options,
  )
})

test('numbers half way between two f32, and a last place beside, round as Number rounds', () => {
  fc.assert(
    fc.property(
      fc.float({ noNaN: true, noDefaultInfinity: true, min: 2 ** -20, max: 2 ** 20 }),
      fc.nat(3),
      (low, more) => {
        const view = new DataView(new ArrayBuffer(4))
        view.setFloat32(0, low)
        view.setInt32(0, view.getInt32(0) + 1)
        const half = (low + view.getFloat32(0)) / 2
        agrees(half.toFixed(40 - more))
        agrees(`${half.toFixed(44)}${more}`)
        agrees(String(half))
      },
    ),
    options,
  )
})

test.each([
  '0',
  '-0',
  '.5',
  '5.',
  ' 1 ',
  '\t1\r',
  '1e5',
  '1E+5',
  '1e-5',
  '00012',
  '9007199254740993',
  '1e400',
  '1e-400',
  '0e99999999999',
])('%j is read', (text) => {
  expect(Object.is(read(text, false), decimalIn(text.trim()))).toBe(true)
})

test.each(['', ' ', '.', '-', 'e5', '1e', '1e+', '1.2.3', '0x10', 'Infinity', 'NaN', '1 2', '1,5', '1_000', '١'])(
  '%j is no decimal number',
  (text) => {
    expect(read(text, false)).toBeNaN()
    expect(read(text, true)).toBeNaN()
  },
)
