/** papaparse as a module of this build's own kind, without what finds out whose kind is asked for. */
import type { Plugin } from 'vite'

const PACKAGE = /^[\s\S]*?(function moduleFactory\(\)[\s\S]*)\)\);\s*$/

export function papaparse(): Plugin {
  return {
    name: 'papaparse',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('papaparse/papaparse.js')) return
      const made = PACKAGE.exec(code)?.[1]
      if (made === undefined) throw new Error(`papaparse: ${id} expected to end with its moduleFactory`)
      return `export default (${made})()`
    },
  }
}
