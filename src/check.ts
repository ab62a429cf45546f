/**
 * Guards, and the one place that words errors.
 *
 * Every message reads `where: "what" expected X, got Y`, then the one next action if there is one.
 * TypeError is the wrong kind of value, RangeError a wrong value of the right kind. The success path builds no string.
 */

/** A caller's own label may be no text. */
function cut(text: unknown, most: number): string {
  if (typeof text !== 'string') return show(text)
  return text.length > most ? `${text.slice(0, most - 3)}...` : text
}

/** How a value is shown behind "got": short, and telling `"3"` from `3`. */
export function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(cut(value, 60))
  if (typeof value === 'function') return 'a function'
  if (Array.isArray(value)) return `an array of length ${value.length}`
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name} of length ${(value as Uint8Array).length ?? value.byteLength}`
  if (typeof value === 'object' && value !== null) {
    // not its own, which may be anything in data
    const { name } = Object.getPrototypeOf(value)?.constructor ?? Object
    return name === 'Object' ? 'an object' : `an instance of ${name}`
  }
  return String(value)
}

/** The sentence of every error; `got` is shown as it stands, so pass `show(value)` for a value. Names out of data may be long. */
export function message(where: string, what: string, expected: string, got: string, next?: string): string {
  return `${cut(where, 200)}: "${cut(what, 200)}" expected ${cut(expected, 600)}, got ${cut(got, 600)}${next === undefined ? '' : `; ${next}`}`
}

/** A promise, where an `await` was forgotten, says so in place of `next`. */
export function wrongType(where: string, what: string, expected: string, value: unknown, next?: string): TypeError {
  const waits = typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function'
  return new TypeError(message(where, what, expected, show(value), waits ? 'write await before it' : next))
}

export function wrongValue(where: string, what: string, expected: string, value: unknown, next?: string): RangeError {
  return new RangeError(message(where, what, expected, show(value), next))
}

/** A finite number, optionally inside [low, high]. Returns it. */
export function checkNumber(where: string, what: string, value: unknown, low = -Infinity, high = Infinity): number {
  if (typeof value !== 'number') throw wrongType(where, what, expectedNumber(low, high), value)
  if (!Number.isFinite(value) || value < low || value > high) {
    throw wrongValue(where, what, expectedNumber(low, high), value)
  }
  return value
}

/** A finite number strictly above 0. Returns it. */
export function checkPositive(where: string, what: string, value: unknown): number {
  if (typeof value !== 'number') throw wrongType(where, what, 'a positive finite number', value)
  if (!(value > 0 && value < Infinity)) throw wrongValue(where, what, 'a positive finite number', value)
  return value
}

/** A number in [0, 1): a weight of the past that forgets, such as a momentum. Returns it. */
export function checkBelowOne(where: string, what: string, value: unknown): number {
  const expected = 'a number in [0, 1)'
  if (typeof value !== 'number') throw wrongType(where, what, expected, value)
  if (!(value >= 0 && value < 1)) throw wrongValue(where, what, expected, value)
  return value
}

/** A number strictly between low and high. Returns it. */
export function checkBetween(where: string, what: string, value: unknown, low: number, high: number): number {
  if (typeof value !== 'number') throw wrongType(where, what, `a number in (${low}, ${high})`, value)
  if (!(value > low && value < high)) throw wrongValue(where, what, `a number in (${low}, ${high})`, value)
  return value
}

/** A whole number inside [low, high]. Returns it. */
export function checkInteger(where: string, what: string, value: unknown, low: number, high = Infinity): number {
  if (typeof value !== 'number') throw wrongType(where, what, expectedInteger(low, high), value)
  if (!Number.isSafeInteger(value) || value < low || value > high) {
    throw wrongValue(where, what, expectedInteger(low, high), value)
  }
  return value
}

/** One of a list of names. Returns it. The message lists them all. */
export function checkOneOf<T extends string>(where: string, what: string, value: unknown, allowed: readonly T[]): T {
  if (!allowed.includes(value as T)) throw wrongValue(where, what, `one of ${allowed.join(', ')}`, value)
  return value as T
}

export function checkBoolean(where: string, what: string, value: unknown): boolean {
  if (typeof value !== 'boolean') throw wrongType(where, what, 'true or false', value)
  return value
}

/** A text, such as a name. Returns it. */
export function checkText(where: string, what: string, value: unknown): string {
  if (typeof value !== 'string') throw wrongType(where, what, 'a string', value)
  return value
}

/** An options object without unknown names: a misspelt option must not be ignored. Returns it. */
export function checkOptions<T extends object>(where: string, options: T, known: readonly string[]): T {
  if (typeof options !== 'object' || options === null) {
    throw wrongType(where, 'options', 'an object', options, `pass { ${known[0]}: ... }`)
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new TypeError(`${where}: unknown option ${show(name)}, expected one of ${known.join(', ')}`)
    }
  }
  return options
}

/** Whether values stand in one another at most so many levels deep: deeper ones would exhaust what walks them. */
export function isShallow(value: unknown, levels = 100): boolean {
  if (typeof value !== 'object' || value === null) return true
  return levels > 0 && Object.values(value).every((inside) => isShallow(inside, levels - 1))
}

/** A description that is no deeper than that. */
export function checkShallow(where: string, what: string, value: unknown): void {
  if (!isShallow(value)) throw new RangeError(message(where, what, 'at most 100 levels', 'more'))
}

/** The bytes of a file. Returns them. */
export function checkBytes(where: string, what: string, bytes: unknown): Uint8Array {
  if (isBytes(bytes)) return bytes
  throw wrongType(where, what, 'Uint8Array', bytes, 'pass new Uint8Array(...) of what stands in the file')
}

interface TypedByKind {
  readonly Float32Array: Float32Array
  readonly Float64Array: Float64Array
  readonly Uint32Array: Uint32Array
}

/** So many numbers of a kind. Returns them. */
export function checkTyped<K extends keyof TypedByKind = 'Float32Array'>(
  where: string,
  what: string,
  values: unknown,
  length: number,
  kind = 'Float32Array' as K,
): TypedByKind[K] {
  if (kindOf(values) !== kind) throw wrongType(where, what, kind, values)
  const given = values as TypedByKind[K]
  if (given.length !== length) throw wrongValue(where, what, `length ${length}`, given.length)
  return given
}

export function isBytes(value: unknown): value is Uint8Array {
  return kindOf(value) === 'Uint8Array'
}

export function isFloats(value: unknown): value is Float32Array {
  return kindOf(value) === 'Float32Array'
}

/** A list without holes, which only a copy shows. */
export function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && [...value].every((text) => typeof text === 'string')
}

/** An array of another realm, as of a frame or of node:vm, is an instance of no class of this one. */
function kindOf(value: unknown): unknown {
  return ArrayBuffer.isView(value) && (value as Uint8Array)[Symbol.toStringTag]
}

/** What another function of the library gives, known by a member. Returns it. */
export function checkResult<T>(where: string, what: string, value: T, member: keyof T, by: string): T {
  if (typeof value === 'object' && value !== null && member in value) return value
  throw wrongType(where, what, `what ${by} gives`, value)
}

/** Every error of this file, and none of an engine. */
const WORDED = /" expected |", expected /

/**
 * What `read` makes of a value that another function of the library gave. Such a value has many parts, and is trusted: where a
 * hand changed one, the engine fails in words of its own, which become the cause.
 *
 * @throws TypeError naming the value, in place of an error of the engine
 */
export function readResult<V, T>(
  where: string,
  what: string,
  value: V,
  member: keyof V,
  by: string,
  read: (value: V) => T,
): T {
  checkResult(where, what, value, member, by)
  checkShallow(where, what, value)
  try {
    return read(value)
  } catch (error) {
    const engines = error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError
    if (!engines || WORDED.test(error.message)) throw error
    const got = `one with other parts: ${error.message}`
    throw new TypeError(message(where, what, `what ${by} gives, unchanged`, got), { cause: error })
  }
}

/** A seed: any whole number from 0 to 2^53 - 1. Returns it. */
export function checkSeed(where: string, value: unknown): number {
  return checkInteger(where, 'seed', value, 0)
}

function expectedNumber(low: number, high: number): string {
  if (high < Infinity) return `a number in [${low}, ${high}]`
  return low > -Infinity ? `a finite number of at least ${low}` : 'a finite number'
}

function expectedInteger(low: number, high: number): string {
  if (high === Infinity) return `a whole number of at least ${low}`
  return `a whole number from ${low} to ${high}`
}
