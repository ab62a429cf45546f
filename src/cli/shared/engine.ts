/** --engine: the WebAssembly core of the package, its plain-JS twin, or a compiled core in a file. */

import { Option } from 'commander'
import { core } from '#wasm'
import { message, show } from '../../check.js'
import * as library from '../../entry/index.js'
import { didYouMean } from '../../nearest.js'
import { readInput } from '../files/read.js'
import { UsageError } from './usage.js'

export function engineOption(where: string): Option {
  return new Option('--engine <name>', 'wasm, js, or FILE.wasm with a compiled core')
    .argParser((text) => {
      if (text === 'wasm' || text === 'js' || text.endsWith('.wasm')) return text
      const next = didYouMean(text, ['wasm', 'js'])
      throw new UsageError(message(where, '--engine', 'one of wasm, js, FILE.wasm', show(text), next))
    })
    .default('wasm')
}

/** The bytes of the core inside this package. */
export function ownCore(): Buffer<ArrayBuffer> {
  return Buffer.from(core())
}

/** @throws Error for a file that is not there, or is not a core */
export async function loadEngine(where: string, name: string): Promise<library.LoadedEngine> {
  if (name === 'wasm' || name === 'js') return library.loadEngine(name)
  const bytes = new Uint8Array(readInput(where, '--engine', name))
  const refuse = (got: string) => new Error(message(where, '--engine', 'a compiled core', `${name}: ${got}`))
  if (!WebAssembly.validate(bytes)) throw refuse('not a WebAssembly module that this runtime can run')
  const module = await WebAssembly.compile(bytes)
  const own = await WebAssembly.compile(ownCore())
  const given = WebAssembly.Module.imports(own).map(importName)
  const unknown = WebAssembly.Module.imports(module)
    .map(importName)
    .find((name) => !given.includes(name))
  if (unknown !== undefined) throw refuse(`it imports ${unknown}`)
  const offered = WebAssembly.Module.exports(module).map(({ name }) => name)
  const missing = WebAssembly.Module.exports(own).find(({ name }) => !offered.includes(name))
  if (missing !== undefined) throw refuse(`it does not export ${missing.name}`)
  return library.loadEngine(module)
}

function importName({ module, name }: WebAssembly.ModuleImportDescriptor): string {
  return `${module}.${name}`
}
