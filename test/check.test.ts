import { describe, expect, test } from 'vitest'
import {
  checkBelowOne,
  checkBetween,
  checkBoolean,
  checkBytes,
  checkInteger,
  checkNumber,
  checkOneOf,
  checkOptions,
  checkPositive,
  checkResult,
  checkSeed,
  message,
  show,
  wrongType,
  wrongValue,
} from '../src/check.js'
import { errorOf } from './helpers.js'

const check = {
  number: (value: unknown) => checkNumber('f', 'x', value),
  'number of at least 2': (value: unknown) => checkNumber('f', 'x', value, 2),
  'number from 2 to 3': (value: unknown) => checkNumber('f', 'x', value, 2, 3),
  positive: (value: unknown) => checkPositive('f', 'x', value),
  'below one': (value: unknown) => checkBelowOne('f', 'x', value),
  between: (value: unknown) => checkBetween('f', 'x', value, 2, 3),
  integer: (value: unknown) => checkInteger('f', 'x', value, 2),
  'integer from 2 to 4': (value: unknown) => checkInteger('f', 'x', value, 2, 4),
  seed: (value: unknown) => checkSeed('f', value),
  boolean: (value: unknown) => checkBoolean('f', 'x', value),
  name: (value: unknown) => checkOneOf('f', 'x', value, ['a', 'b']),
}

describe.each<[keyof typeof check, unknown[], unknown[]]>([
  ['number', [0, -0, -1e300, Number.MIN_VALUE], [Number.NaN, Infinity, -Infinity]],
  ['number of at least 2', [2, 1e308], [2 - 2 ** -52, Infinity, Number.NaN]],
  ['number from 2 to 3', [2, 3], [2 - 2 ** -52, 3 + 2 ** -51, Number.NaN]],
  ['positive', [Number.MIN_VALUE, Number.MAX_VALUE], [0, -0, -1, Infinity, Number.NaN]],
  ['below one', [0, 1 - 2 ** -53], [-Number.MIN_VALUE, 1, Number.NaN]],
  ['between', [2 + 2 ** -51, 3 - 2 ** -51], [2, 3, Number.NaN]],
  ['integer', [2, Number.MAX_SAFE_INTEGER], [1, 2.5, 2 ** 53, Infinity, Number.NaN]],
  ['integer from 2 to 4', [2, 4], [1, 5, 3.5]],
  ['seed', [0, 2 ** 53 - 1], [-1, 0.5, 2 ** 53]],
])('%s', (kind, right, wrong) => {
  test('gives back what lies within its bounds, the bounds themselves as they say', () => {
    for (const value of right) expect(check[kind](value)).toBe(value)
  })

  test('a value outside is a RangeError with the place, the name and the value', () => {
    for (const value of wrong) {
      const error = errorOf(() => check[kind](value))
      expect(error).toBeInstanceOf(RangeError)
      expect(error.message).toMatch(kind === 'seed' ? /^f: "seed" expected / : /^f: "x" expected /)
      expect(error.message.endsWith(`, got ${value}`)).toBe(true)
    }
  })

  test('another kind of value is a TypeError: nothing is converted', () => {
    for (const value of ['2', null, undefined, [2], 2n, true]) {
      expect(errorOf(() => check[kind](value))).toBeInstanceOf(TypeError)
    }
  })
})

test('booleans and names are taken as they are and not by what they could be read as', () => {
  expect([check.boolean(true), check.boolean(false), check.name('b')]).toEqual([true, false, 'b'])
  for (const value of [0, 1, 'true', null]) expect(errorOf(() => check.boolean(value))).toBeInstanceOf(TypeError)
  for (const value of ['A', 'a ', '', 0, null]) {
    const error = errorOf(() => check.name(value))
    expect(error).toBeInstanceOf(RangeError)
    expect(error.message).toContain('expected one of a, b, got ')
  }
})

test('options with an unknown name are refused, which the message names beside the known ones', () => {
  const options = { a: 1 }
  expect(checkOptions('f', options, ['a', 'b'])).toBe(options)
  expect(checkOptions('f', {}, [])).toEqual({})
  const error = errorOf(() => checkOptions('f', { a: 1, c: undefined }, ['a', 'b']))
  expect(error).toBeInstanceOf(TypeError)
  expect(error.message).toMatch(/^f: .*"c".* expected one of a, b$/)
  for (const value of [null, 3, 'a'])
    expect(errorOf(() => checkOptions('f', value as never, []))).toBeInstanceOf(TypeError)
})

test('a message names the place, the thing, what was expected and what came, and ends with the next action if there is one', () => {
  expect(message('f', 'x', 'a number', '"3"')).toBe('f: "x" expected a number, got "3"')
  expect(message('f', 'x', 'a number', '"3"', 'use Number')).toBe('f: "x" expected a number, got "3"; use Number')
  expect(wrongType('f', 'x', 'a number', '3')).toEqual(new TypeError('f: "x" expected a number, got "3"'))
  expect(wrongValue('f', 'x', 'more', 3, 'add')).toEqual(new RangeError('f: "x" expected more, got 3; add'))
})

test('what is no options object is told the first option, a promise where none belongs to be awaited', () => {
  expect(errorOf(() => checkOptions('f', 3 as never, ['rate', 'seed'])).message).toContain('got 3; pass { rate: ... }')
  expect(wrongType('f', 'x', 'text', Promise.resolve(), 'read it').message).toMatch(
    /got an instance of Promise; write await/,
  )
})

test('bytes are told from what holds them, with the way to them', () => {
  expect(checkBytes('f', 'x', Uint8Array.of(1))).toEqual(Uint8Array.of(1))
  const next = (value: unknown) => errorOf(() => checkBytes('f', 'x', value)).message
  expect(next('species.net')).toContain('got "species.net"; pass new Uint8Array(...) of what stands in the file')
  expect(next(Promise.resolve(Uint8Array.of(1)))).toContain('write await')
})

test('the result of another function is known by a member, and what is none is told whose it should be', () => {
  const history = { loss: [] }
  expect(checkResult('f', 'x', history, 'loss', 'train')).toBe(history)
  expect(errorOf(() => checkResult<object>('f', 'x', {}, 'loss' as never, 'train')).message).toContain(
    'what train gives',
  )
})

test.each<[unknown, string]>([
  [3, '3'],
  [-0, '0'],
  ['3', '"3"'],
  ['', '""'],
  ['a'.repeat(60), `"${'a'.repeat(60)}"`],
  ['a'.repeat(61), `"${'a'.repeat(57)}..."`],
  [null, 'null'],
  [undefined, 'undefined'],
  [true, 'true'],
  [() => 1, 'a function'],
  [[1, 2], 'an array of length 2'],
  [new Float32Array(5), 'Float32Array of length 5'],
  [new DataView(new ArrayBuffer(7)), 'DataView of length 7'],
  [{ a: 1 }, 'an object'],
  [Object.create(null), 'an object'],
  [new Map(), 'an instance of Map'],
])('%j is shown as %s', (value, text) => {
  expect(show(value)).toBe(text)
})

test('an unknown option with a name of a megabyte is refused in a short message', () => {
  const error = errorOf(() => checkOptions('train', { ['x'.repeat(1_500_000)]: 1 }, ['epochs']))
  expect(error.message.length).toBeLessThan(150)
  expect(error.message).toContain('unknown option "xxx')
})

test('a message whose parts are names of a megabyte out of data has at most 1,500 characters, and ends with the next action', () => {
  const long = 'y'.repeat(2 ** 20)
  const text = message('f', long, `one of ${long}`, long, 'use another')
  expect(text.length).toBeLessThanOrEqual(1500)
  expect(text).toMatch(/^f: "y+\.\.\." expected one of y+\.\.\., got y+\.\.\.; use another$/)
})
