/** A method of a study in a module of the user's: found by its path here, and by its SHA-256 in every thread. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { message, show } from '../check.js'
import { sha256Hex } from '../math/sha256.js'
import type { MethodFunctions, OptimizerOf } from '../measure/study/methods/own.js'

export interface MethodModule {
  /** a file: URL */
  readonly href: string
  /** of the file, not of what it imports */
  readonly sha256: string
}

/** @throws what reading the file throws */
export function methodModule(url: URL): MethodModule {
  return { href: url.href, sha256: sha256Hex(readFileSync(url)) }
}

/**
 * The functions of the modules, their default exports.
 * @throws Error for a file that changed since, cannot be run, or exports no function
 */
export async function loadMethods(where: string, modules: readonly MethodModule[]): Promise<MethodFunctions> {
  const functions = new Map<string, OptimizerOf>()
  for (const { href, sha256 } of modules) {
    const path = fileURLToPath(href)
    const refuse = (expected: string, got: string) => new Error(message(where, path, expected, got))
    if (methodModule(new URL(href)).sha256 !== sha256) throw refuse(`the SHA-256 ${sha256}`, 'a file that has changed')
    const found = await import(href).catch((error: Error) => {
      throw refuse('a module that runs', error.message)
    })
    if (typeof found.default !== 'function') throw refuse('a function as its default export', show(found.default))
    functions.set(sha256, found.default)
  }
  return functions
}
