/** Values that nobody means, by name, each made anew. */

/** What the caller's own code throws when it is called or read: it passes through as it is, which is right. */
const thrown = () => {
  throw new Error("caller: the caller's own error")
}

/** So many lists or objects in one another: what walks them by calls may not end. */
function deep(wrap) {
  let value = 1
  for (let level = 0; level < 10_000; level++) value = wrap(value)
  return value
}

function circular() {
  const value = { a: [] }
  value.a.push(value)
  return value
}

const traps = Object.fromEntries(
  Object.getOwnPropertyNames(Reflect)
    .filter((name) => typeof Reflect[name] === 'function')
    .map((name) => [name, thrown]),
)

export const hostile = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  false: () => false,
  NaN: () => NaN,
  0: () => 0,
  '-0': () => -0,
  1: () => 1,
  3: () => 3,
  '-1': () => -1,
  0.5: () => 0.5,
  '2^31': () => 2 ** 31,
  '2^32': () => 2 ** 32,
  '2^53': () => 2 ** 53,
  '1e300': () => 1e300,
  Infinity: () => Infinity,
  '-Infinity': () => -Infinity,
  'a bigint': () => 1n,
  'Symbol()': () => Symbol('x'),
  "''": () => '',
  "'x'": () => 'x',
  "'3'": () => '3',
  "'__proto__'": () => '__proto__',
  "'constructor'": () => 'constructor',
  'a long text': () => 'x'.repeat(100_000),
  '[]': () => [],
  '[undefined]': () => [undefined],
  '[null]': () => [null],
  '[[]]': () => [[]],
  '[{}]': () => [{}],
  '[NaN]': () => [NaN],
  '[-1]': () => [-1],
  '[2^31]': () => [2 ** 31],
  '[1, 2]': () => [1, 2],
  "['x', 'x']": () => ['x', 'x'],
  '[Symbol()]': () => [Symbol('x')],
  '[1n]': () => [1n],
  'an array with holes': () => Array(3),
  'a long array': () => Array.from({ length: 20_000 }, (_, i) => i),
  '{}': () => ({}),
  '{ x: 1 }': () => ({ x: 1 }),
  '{ x: Symbol() }': () => ({ x: Symbol('x') }),
  '{ length: 2^32 }': () => ({ length: 2 ** 32 }),
  '{ length: 3 }': () => ({ length: 3 }),
  "{ description: 'x' }": () => ({ description: 'x' }),
  '{ description: {} }': () => ({ description: {}, name: 'x', kind: 'x', bind: 1 }),
  'no prototype': () => Object.create(null),
  'no prototype, x: 1': () => Object.assign(Object.create(null), { x: 1 }),
  'a getter that throws': () => Object.defineProperty({}, 'x', { enumerable: true, get: thrown }),
  'a proxy that throws': () => new Proxy({}, traps),
  'a proxy of an array that throws': () => new Proxy([1], traps),
  'no text of its own': () => ({ toString: () => ({}), valueOf: () => ({}) }),
  'a constructor that is none': () => ({ constructor: 1 }),
  'deep arrays': () => deep((value) => [value]),
  'deep objects': () => deep((value) => ({ layers: value })),
  'deep layers': () => deep((value) => ({ kind: 'residual', layers: [value], shortcut: [] })),
  circular,
  '() => {}': () => () => {},
  '() => NaN': () => () => NaN,
  '() => Symbol()': () => () => Symbol('x'),
  'a function that throws': () => thrown,
  'an async function': () => async () => {},
  Date: () => new Date(0),
  'a date that is none': () => new Date(NaN),
  RegExp: () => /x/g,
  Error: () => new Error('x'),
  Map: () => new Map([[1, 2]]),
  Set: () => new Set([1]),
  Promise: () => Promise.resolve(1),
  'Number(3)': () => Object(3),
  "String('x')": () => Object('x'),
  Uint8Array: () => new Uint8Array(3),
  'an empty Uint8Array': () => new Uint8Array(),
  Float32Array: () => new Float32Array(5).fill(NaN),
  Float64Array: () => new Float64Array(3),
  Int32Array: () => new Int32Array(2).fill(-1),
  BigInt64Array: () => new BigInt64Array(3),
  DataView: () => new DataView(new ArrayBuffer(8)),
  ArrayBuffer: () => new ArrayBuffer(8),
  'a detached Uint8Array': () => {
    const bytes = new Uint8Array(8)
    structuredClone(bytes.buffer, { transfer: [bytes.buffer] })
    return bytes
  },
}
