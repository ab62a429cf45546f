/**
 * The worker of a build as an entry beside the page, which shares its chunks: Vite itself would build the library a second
 * time for it.
 */
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const START = fileURLToPath(new URL('../src/work/start.ts', import.meta.url))
const WORKER = fileURLToPath(new URL('../src/work/worker.ts', import.meta.url))
const CALL = "new URL('./worker.ts', import.meta.url)"

export function sharedWorker(): Plugin {
  return {
    name: 'shared-worker',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (id !== START) return
      if (!code.includes(CALL)) throw new Error(`shared-worker: ${START} expected ${CALL}`)
      const chunk = this.emitFile({ type: 'chunk', id: WORKER, name: 'worker' })
      return code.replace(CALL, `import.meta.ROLLUP_FILE_URL_${chunk}`)
    },
  }
}
