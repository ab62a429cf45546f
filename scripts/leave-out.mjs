/**
 * Leaves out what functions of npm packages do that are never called: each of these packages is one function around all of
 * its own, in which a bundler cannot tell. What they alone call goes with them.
 */
import { parseSync } from 'rolldown/utils'

/** Of papaparse, which is asked for the rows of a text: what writes CSV, reads it from elsewhere or in workers and looks whether it runs in one, names cells or turns them into values. */
export const PAPAPARSE = {
  'papaparse/papaparse.js': [
    'JsonToCsv',
    'NetworkStreamer',
    'FileStreamer',
    'ReadableStreamStreamer',
    'DuplexStreamStreamer',
    'getWorkerBlob',
    'newWorker',
    'mainThreadReceivedMessage',
    'workerThreadReceivedMessage',
    'fillHeaderFields',
    'applyHeaderAndDynamicTypingAndTransformation',
    'IS_WORKER: false',
    'IS_PAPA_WORKER: false',
    'global: {}',
  ],
}

/**
 * @param {Readonly<Record<string, readonly string[]>>} functions the names of functions by the end of their file's path, each
 *   with what it gives instead where somebody asks, as in `name: []`; or of constants, with the value that they have here
 */
export function leaveOut(functions) {
  return {
    name: 'leave-out',
    transform(/** @type {string} */ code, /** @type {string} */ id) {
      const [file, names] = Object.entries(functions).find(([end]) => id.endsWith(end)) ?? []
      return file === undefined ? undefined : emptied(file, code, names)
    },
  }
}

function emptied(file, code, entries) {
  const given = new Map(entries.map((entry) => entry.split(': ')))
  const found = []
  const walk = (node) => {
    if (typeof node !== 'object' || node === null) return
    const name = node.id?.name
    if (given.has(name)) {
      const value = given.get(name)
      const { type, body, init } = node
      if (type === 'FunctionDeclaration') {
        found.push({ name, ...body, text: value === undefined ? '{}' : `{ return ${value} }` })
      } else if (type === 'VariableDeclarator' && value !== undefined) found.push({ name, ...init, text: value })
    }
    for (const child of Object.values(node)) walk(child)
  }
  walk(parseSync(file, code).program)
  const missing = [...given.keys()].filter((name) => !found.some((one) => one.name === name))
  if (missing.length > 0) throw new Error(`leave-out: ${file} has no ${missing}`)
  let text = ''
  let from = 0
  for (const { start, end, text: instead } of found.sort((a, b) => a.start - b.start)) {
    if (start < from) continue
    text += code.slice(from, start) + instead
    from = end
  }
  return text + code.slice(from)
}
