/**
 * Wrong calls of every public function. A wrong call is plain JSON: `of`, the right call that it is made from, and either
 * `left`, the number of arguments that are left, or `at`, a path into the arguments, with `to`, the hostile value there,
 * `gone`, what is missing there, or `misspelt`, the name that an option has there instead of its own or beside it.
 */
import { isDeepStrictEqual } from 'node:util'
import { admits, declaredCalls, membersOf } from './declared.mjs'
import { hostile } from './hostile.mjs'
import { rightCalls } from './right.mjs'

/** How deep a path goes into an argument, and how many elements of a list it tries. */
const DEPTH = 4
const ELEMENTS = 2
/** A promise must be settled by then. */
const PATIENCE = 2_000
/** After which a run is ended that was asked to go on for long. */
const LONG = 300
const VALUES = Object.keys(hostile)

let made
const known = () => {
  made ??= (async () => ({ declared: declaredCalls(), right: await rightCalls(), answers: new Map() }))()
  return made
}

export async function namesOfCalls() {
  return [...(await known()).right.keys()].map((of) => ({ of }))
}

const isPlain = (value) => {
  // an optimizer is code, which has the memory of the network in its hands: its parts are as right as their author made them
  if (typeof value !== 'object' || value === null || 'update' in value) return false
  return Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value))
}

/** The options that an argument takes by its declarations, in any overload; empty for data. */
function optionsOf(declared, of, at) {
  const options = new Map()
  for (const parameters of declared.get(of)) {
    if (!parameters[at]?.takesOptions) continue
    for (const [name, { optional, type }] of membersOf(parameters[at].type)) {
      const { optional: before = false, types = [] } = options.get(name) ?? {}
      options.set(name, { optional: optional || before, types: [...types, type] })
    }
  }
  return options
}

/** Every path into the arguments, down to parts of parts. */
function pathsOf(declared, of, args) {
  const paths = []
  const walk = (value, path) => {
    paths.push(path)
    if (path.length >= DEPTH || !isPlain(value)) return
    if (Array.isArray(value)) {
      for (let i = 0; i < Math.min(ELEMENTS, value.length); i++) walk(value[i], [...path, i])
      return
    }
    const names = new Set(Object.keys(value))
    if (path.length === 1) for (const name of optionsOf(declared, of, path[0]).keys()) names.add(name)
    for (const name of names) walk(value[name], [...path, name])
  }
  args.forEach((value, i) => {
    walk(value, [i])
  })
  return paths
}

/** A name with one letter left out, doubled, changed or in another case. */
function misspell(name, draw) {
  const at = draw.below(name.length)
  const letter = name[at]
  const put = draw.one(['', letter + letter, letter === 'x' ? 'y' : 'x', swapCase(letter)])
  return `${name.slice(0, at)}${put}${name.slice(at + 1)}` || 'x'
}

const swapCase = (letter) => (letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase())

/** A wrong call of a function. */
export async function wrongCall({ of }, draw) {
  const { declared, right } = await known()
  const { args, long } = right.get(of)
  if (long !== undefined) {
    // what is left out makes it do much, as its declaration says
    const at = draw.one(pathsOf(declared, of, args).filter((path) => path.length > 1))
    const to = draw.one(VALUES.filter((value) => value !== 'undefined' && value !== 'null'))
    return draw.below(4) === 0 ? { of, at, misspelt: `${at[1]}s` } : { of, at, to }
  }
  const which = draw.below(20)
  if (which === 0) return { of, left: draw.below(args.length) }
  const withOptions = args.map((_, at) => at).filter((at) => isPlain(args[at]) && optionsOf(declared, of, at).size > 0)
  if (which <= 4 && withOptions.length > 0) {
    const at = draw.one(withOptions)
    const options = optionsOf(declared, of, at)
    const name = draw.one([...options.keys()])
    for (;;) {
      const misspelt = misspell(name, draw)
      if (!options.has(misspelt)) return { of, at: [at, name], misspelt }
    }
  }
  const paths = pathsOf(declared, of, args)
  // arguments and their options before what is deeper
  const near = paths.filter(({ length }) => length <= 2)
  const at = draw.one(draw.below(2) === 0 ? near : paths)
  if (which === 5 && at.length > 1) return { of, at, gone: true }
  return { of, at, to: draw.one(VALUES) }
}

/** The arguments of a wrong call. */
function argumentsOf(args, { left, at, to, gone, misspelt }) {
  if (left !== undefined) return args.slice(0, left)
  const changed = [...args]
  let parent = changed
  for (const name of at.slice(0, -1)) {
    parent[name] = Array.isArray(parent[name]) ? [...parent[name]] : { ...parent[name] }
    parent = parent[name]
  }
  const last = at.at(-1)
  if (misspelt !== undefined) {
    parent[misspelt] = parent[last] ?? 1
    delete parent[last]
  } else if (gone) {
    if (Array.isArray(parent)) parent.splice(last, 1)
    else delete parent[last]
  } else {
    // in an object of its own, where the name may be that of its prototype
    Object.defineProperty(parent, last, { value: hostile[to](), writable: true, enumerable: true, configurable: true })
  }
  return changed
}

/** The arguments with a signal in the options at a place, where they are options without one. */
function ended(given, at) {
  const options = given[at]
  if (!isPlain(options) || Array.isArray(options) || options.signal !== undefined) return given
  const controller = new AbortController()
  setTimeout(() => controller.abort(new Error('caller: this went on for long')), LONG).unref()
  return given.with(at, { ...options, signal: controller.signal })
}

const plainly = (f, ...args) => f(...args)

/** What a call gives, as values that can be compared: schedules by their course, and without times. */
function compared(value, depth = 0) {
  if (typeof value === 'function') {
    if (!('description' in value)) return 'a function'
    return [value.description, ...[0, 1, 5].map((step) => value(step))]
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || depth > 12) return value
  if (Array.isArray(value)) return value.map((one) => compared(one, depth + 1))
  const entries = Object.entries(value).filter(([name]) => !/^(?:seconds|milliseconds|spent|trained)$/.test(name))
  return Object.fromEntries(entries.map(([name, one]) => [name, compared(one, depth + 1)]))
}

async function settled(call) {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('never settled')), PATIENCE)
  })
  try {
    return await Promise.race([call(), late])
  } finally {
    clearTimeout(timer)
  }
}

async function rightAnswer(of) {
  const { right } = await known()
  const { f, args, call = plainly } = right.get(of)
  return compared(await settled(async () => call(f, ...args)))
}

/** Makes a wrong call, and says whether it was refused; throws what is no answer to it. */
export async function makeCall(wrong) {
  const { of } = wrong
  const { declared, right, answers } = await known()
  if (!answers.has(of)) answers.set(of, await rightAnswer(of))
  const { f, args, call = plainly, ends } = right.get(of)
  const given = ended(argumentsOf(args, wrong), ends)
  let refused
  try {
    await settled(async () => call(f, ...given))
  } catch (error) {
    refused = error
  }
  const after = await rightAnswer(of).catch((error) => error)
  if (!isDeepStrictEqual(after, answers.get(of))) {
    throw new Error(`${of} gives another answer afterwards`, { cause: after })
  }
  if (refused !== undefined) throw refused
  const taken = wronglyTaken(declared, wrong, given)
  if (taken !== undefined) throw new Error(`${of} takes ${taken}`)
}

/** What heads an error is shown there whatever it is, so it need not be looked at where nothing is wrong. */
const isLabel = (of, { name }) => /^(?:where|what)$/.test(name) || (of === 'onecycle defineSchedule' && name === 'name')

const admitted = (of, parameter, value) => isLabel(of, parameter) || admits(parameter.type, value)

/** What should not have been taken: an option that does not exist, nothing where something is needed, or another kind. */
function wronglyTaken(declared, { of, left, at, to, gone, misspelt }, given) {
  const overloads = declared.get(of)
  if (misspelt !== undefined) return `the option ${misspelt}`
  if (left !== undefined) {
    const needs = (parameter, i) => i >= left && !parameter.optional && !admitted(of, parameter, undefined)
    return overloads.every((parameters) => parameters.some(needs)) ? `${left} arguments` : undefined
  }
  const [place, name] = at
  if (at.length === 1) {
    const fits = overloads.some((parameters) => {
      const parameter = parameters[place]
      return (
        parameter !== undefined &&
        ((/undefined|null/.test(to) && parameter.optional) || admitted(of, parameter, given[place]))
      )
    })
    return fits ? undefined : `${to} as argument ${place}`
  }
  if (at.length > 2) return undefined
  const option = optionsOf(declared, of, place).get(name)
  // where an option may be left out, null leaves it out
  // a preparation is looked at by what reads rows with it
  if (name === 'preparation') return undefined
  if (option === undefined || ((gone || to === 'undefined' || to === 'null') && option.optional)) return undefined
  if (gone) return `no ${name}`
  return option.types.some((type) => admits(type, given[place][name])) ? undefined : `${to} as ${name}`
}
