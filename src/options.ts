/**
 * Reading options: every factory names its options once, each with a reader, and what the readers return is both what
 * the factory computes with and the schedule's description.
 *
 * A reader checks one option and returns its normal form, which is plain JSON and reads as itself: a duration becomes
 * { steps }, -0 becomes 0 (JSON would lose the sign), a default is filled in.
 */
import {
  checkBelowOne,
  checkBetween,
  checkBoolean,
  checkInteger,
  checkNumber,
  checkOneOf,
  checkOptions,
  checkPositive,
  checkSeed,
  checkText,
  wrongType,
} from './check.js'

/** `read` holds the options that were read before this one. */
export type Reader<T> = (where: string, what: string, value: unknown, read: Readonly<Record<string, unknown>>) => T
export type Readers = Readonly<Record<string, Reader<unknown>>>
export type ReadBy<R extends Readers> = { readonly [K in keyof R]: ReturnType<R[K]> }
/** A reader for every option of T: with `satisfies`, one that is missing or that T does not have is a type error. */
export type ReadersOf<T> = { readonly [K in keyof Required<T>]: Reader<unknown> }
export type Steps = { readonly steps: number }

/** All options, in the order of the readers; an option without a reader is an error. */
export function readOptions<R extends Readers>(where: string, options: object, readers: R): ReadBy<R> {
  return readEach(where, checkOptions(where, options, Object.keys(readers)), readers)
}

/** The same, where more may stand beside them. */
export function readEach<R extends Readers>(where: string, given: object, readers: R): ReadBy<R> {
  const read: Record<string, unknown> = {}
  for (const [what, reader] of Object.entries(readers)) {
    read[what] = reader(where, what, (given as typeof read)[what], read)
  }
  return read as ReadBy<R>
}

/** The fallback where nothing is given. */
export function optional<T>(reader: Reader<T>, fallback: unknown): Reader<T> {
  return (where, what, value = fallback, read) => reader(where, what, value, read)
}

/** undefined where nothing is given. */
export function ifGiven<T>(reader: Reader<T>): Reader<T | undefined> {
  return (where, what, value, read) => (value === undefined ? undefined : reader(where, what, value, read))
}

/** Options of an option. */
export function part<R extends Readers>(readers: R): Reader<ReadBy<R>> {
  return (where, what, value) => readOptions(`${where} ${what}`, value as object, readers)
}

/** A finite number, at least `low` and at most `high`. */
export function between(low?: number, high?: number): Reader<number> {
  return (where, what, value) => checkNumber(where, what, value, low, high) + 0
}

/** Any finite number. */
export const number = between()

/** A value of a schedule: finite, at least 0. */
export const level = between(0)

/** A share or a factor that does not grow: in [0, 1]. */
export const fraction = between(0, 1)

/** A number in [0, the option `top`], which was read before; the fallback where nothing is given. */
export function upTo(top: string, fallback: number): Reader<number> {
  return (where, what, value = fallback, read) => checkNumber(where, what, value, 0, read[top] as number) + 0
}

/** A finite number above 0. */
export const positive: Reader<number> = checkPositive

/** A share that leaves something on both sides: in (0, 1). */
export const share: Reader<number> = (where, what, value) => checkBetween(where, what, value, 0, 1)

/** A momentum, or another weight of the past: in [0, 1). */
export const belowOne: Reader<number> = checkBelowOne

/** A whole number of at least `least`, and at most `most`. */
export function whole(least: number, most?: number): Reader<number> {
  return (where, what, value) => checkInteger(where, what, value, least, most)
}

export const truth: Reader<boolean> = checkBoolean

export const seed: Reader<number> = (where, _, value) => checkSeed(where, value)

/** A name, or another text. */
export const text: Reader<string> = checkText

/** What the host calls. */
export const callback: Reader<(...values: never[]) => void> = (where, what, value) => {
  if (typeof value !== 'function') throw wrongType(where, what, 'a function', value)
  return value as (...values: never[]) => void
}

export const abortSignal: Reader<AbortSignal> = (where, what, value) => {
  const signal = value as AbortSignal | null
  if (typeof signal?.throwIfAborted === 'function') return signal
  throw wrongType(where, what, 'the signal of an AbortController', value)
}

/** One of the names. */
export function oneOf<T extends string>(names: readonly T[]): Reader<T> {
  return (where, what, value) => checkOneOf(where, what, value, names)
}

/**
 * A Duration of at least `least` updates. Epochs may be fractional: their product with stepsPerEpoch is rounded to the
 * nearest whole update. A bare number, a missing unit or two units at once is a TypeError.
 */
export function duration(least: number): Reader<Steps> {
  return (where, what, value) => {
    if (typeof value !== 'object' || value === null) {
      throw wrongType(where, what, '{ steps } or { epochs, stepsPerEpoch }', value)
    }
    const inside = `${where} ${what}`
    if ('steps' in value) return readOptions(inside, value, { steps: whole(least) })
    const { epochs, stepsPerEpoch } = readOptions(inside, value, { epochs: level, stepsPerEpoch: whole(1) })
    return { steps: checkInteger(inside, 'epochs * stepsPerEpoch', Math.round(epochs * stepsPerEpoch), least) }
  }
}

/** A list, each element by the reader. */
export function listOf<T>(reader: Reader<T>): Reader<readonly T[]> {
  return (where, what, value, read) => {
    if (!Array.isArray(value)) throw wrongType(where, what, 'an array', value)
    return value.map((element, i) => reader(where, `${what}[${i}]`, element, read))
  }
}

/** Durations from the start of the run, each at least as long as the one before it. */
export const ascending: Reader<readonly Steps[]> = (where, what, value, read) => {
  let before = 0
  return listOf((...element) => {
    const moment = duration(before)(...element)
    before = moment.steps
    return moment
  })(where, what, value, read)
}
