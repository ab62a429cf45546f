/** Files with methods, for --method and --methods: by name, described, or in a module beside the file. */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { message, show } from '../../check.js'
import { loadMethods, type MethodModule, methodModule } from '../../host/method-module.js'
import type { Method } from '../../measure/study/methods/methods.js'
import type { OwnMethod } from '../../measure/study/methods/own.js'
import { checkRegular, readInput } from '../files/read.js'
import { reasonOf } from '../files/reason.js'

/** Where a method stands: the command and its option, the file, and the place in it where that has several. */
export interface MethodPlace {
  readonly where: string
  readonly option: string
  readonly path: string
  readonly place?: string
}

export interface FileMethod {
  readonly method: Method | OwnMethod
  /** for threads, which import it on their own */
  readonly module?: MethodModule
}

/**
 * What a file holds.
 * @throws Error for a file that cannot be read, or is not JSON
 */
export function jsonIn({ where, option, path }: MethodPlace, expected: string): unknown {
  const text = new TextDecoder().decode(readInput(where, option, path))
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(message(where, option, expected, `${path}: ${(error as Error).message}`))
  }
}

/** @throws Error for what is no method, or names a module that cannot be run */
export async function methodIn(at: MethodPlace, value: unknown): Promise<FileMethod> {
  const { where, option, path, place } = at
  if (typeof value === 'string') return { method: value }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const expected = place === undefined ? 'a name or an object' : 'a name or an object in each place'
    const got = [path, place].filter((part) => part !== undefined).join(', ')
    throw new Error(message(where, option, expected, `${got}: ${show(value)}`))
  }
  if (!('module' in value)) return { method: value as OwnMethod }
  const { module: file, ...method } = value as { module: unknown; name: string }
  const module = findModule(at, file)
  const optimizer = (await loadMethods(where, [module])).get(module.sha256)
  return { method: { ...method, sha256: module.sha256, optimizer } as OwnMethod, module }
}

/** Its path is seen from the folder of the file. */
function findModule({ where, option, path }: MethodPlace, file: unknown): MethodModule {
  const expected = 'the path of a module'
  if (typeof file !== 'string') throw new Error(message(where, option, expected, `${path}: ${show(file)}`))
  try {
    const module = resolve(path, '..', file)
    checkRegular(module)
    return methodModule(pathToFileURL(module))
  } catch (error) {
    throw new Error(message(where, option, expected, `${path}, ${file}: ${reasonOf(error)}`))
  }
}
