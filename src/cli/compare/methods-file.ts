/** --methods: a file with the list of methods that are compared. */
import { message, show } from '../../check.js'
import type { MethodModule } from '../../host/method-module.js'
import type { Method } from '../../measure/study/methods/methods.js'
import type { OwnMethod } from '../../measure/study/methods/own.js'
import { jsonIn, methodIn } from '../shared/method-file.js'

const OPTION = '--methods'

export interface ComparedMethods {
  readonly list: readonly (Method | OwnMethod)[]
  /** for the threads, which import them on their own */
  readonly modules: readonly MethodModule[]
}

/** @throws Error for a file that cannot be read, is no list, or names a module that cannot be run */
export async function readMethodsFile(where: string, path: string): Promise<ComparedMethods> {
  const at = { where, option: OPTION, path }
  const expected = 'a JSON list of methods'
  const values = jsonIn(at, expected)
  if (!Array.isArray(values)) throw new Error(message(where, OPTION, expected, `${path}: ${show(values)}`))
  const list: (Method | OwnMethod)[] = []
  const modules: MethodModule[] = []
  for (const [i, value] of values.entries()) {
    const { method, module } = await methodIn({ ...at, place: `[${i}]` }, value)
    list.push(method)
    if (module !== undefined) modules.push(module)
  }
  return { list, modules }
}
