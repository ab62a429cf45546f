/**
 * Leaves out what functions of npm packages do that are never called: each of these packages is one function around all of
 * its own, in which a bundler cannot tell. What they alone call goes with them.
 */
import { parseSync } from 'rolldown/utils'

/** Of papaparse, which is asked for the rows of a text: what writes CSV, reads it from elsewhere or in workers, names cells or turns them into values. */
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
  ],
}

/**
 * @param {Readonly<Record<string, readonly string[]>>} functions the names of functions by the end of their file's path, each
 *   with what it gives instead where somebody asks, as in `name: []`
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
  const names = [...given.keys()]
  const bodies = new Map()
  const walk = (node) => {
    if (typeof node !== 'object' || node === null) return
    if (node.type === 'FunctionDeclaration' && names.includes(node.id.name)) bodies.set(node.id.name, node.body)
    for (const child of Object.values(node)) walk(child)
  }
  walk(parseSync(file, code).program)
  const missing = names.filter((name) => !bodies.has(name))
  if (missing.length > 0) throw new Error(`leave-out: ${file} has no function ${missing}`)
  let text = ''
  let from = 0
  for (const [name, { start, end }] of [...bodies].sort(([, a], [, b]) => a.start - b.start)) {
    if (start < from) continue
    const value = given.get(name)
    text += `${code.slice(from, start)}{${value === undefined ? '' : `return ${value}`}}`
    from = end
  }
  return text + code.slice(from)
}
