/** --methods: a file with the methods that are compared, by name, described, or in modules beside it. */
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { message, show } from '../../check.js'
import { loadMethods, type MethodModule, methodModule } from '../../host/method-module.js'
import type { Method } from '../../measure/study/methods/methods.js'
import type { OwnMethod } from '../../measure/study/methods/own.js'
import { readInput, reasonOf } from '../shared/files.js'

const OPTION = '--methods'

export interface ComparedMethods {
  readonly list: readonly (Method | OwnMethod)[]
  /** for the threads, which import them on their own */
  readonly modules: readonly MethodModule[]
}

/** @throws Error for a file that cannot be read, is no list, or names a module that cannot be run */
export async function readMethodsFile(where: string, path: string): Promise<ComparedMethods> {
  const modules: MethodModule[] = []
  const list: (Method | OwnMethod)[] = []
  for (const [i, entry] of readList(where, path).entries()) {
    if (typeof entry === 'string') {
      list.push(entry)
      continue
    }
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      throw new Error(message(where, OPTION, 'a name or an object in each place', `${path}, [${i}]: ${show(entry)}`))
    }
    if (!('module' in entry)) {
      list.push(entry as OwnMethod)
      continue
    }
    const { module: file, ...method } = entry as { module: unknown; name: string }
    const found = findModule(where, path, file)
    const optimizer = (await loadMethods(where, [found])).get(found.sha256)
    modules.push(found)
    list.push({ ...method, sha256: found.sha256, optimizer } as OwnMethod)
  }
  return { list, modules }
}

function readList(where: string, path: string): unknown[] {
  const text = new TextDecoder().decode(readInput(where, OPTION, path))
  const refuse = (got: string) => new Error(message(where, OPTION, 'a JSON list of methods', `${path}: ${got}`))
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch (error) {
    throw refuse((error as Error).message)
  }
  if (!Array.isArray(list)) throw refuse(show(list))
  return list
}

/** Its path is seen from the folder of the list. */
function findModule(where: string, path: string, file: unknown): MethodModule {
  const expected = 'the path of a module'
  if (typeof file !== 'string') throw new Error(message(where, OPTION, expected, `${path}: ${show(file)}`))
  try {
    return methodModule(pathToFileURL(resolve(path, '..', file)))
  } catch (error) {
    throw new Error(message(where, OPTION, expected, `${path}, ${file}: ${reasonOf(error)}`))
  }
}
