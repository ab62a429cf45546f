/** Writes the service worker of a build: it lists every file beside it, and is another one where one of them is. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { minifySync, type Plugin } from 'vite'

const NAME = 'service-worker.js'

/** Whether only a page that may share memory needs a file: its threads. */
const ofIsolatedPages = (file: string): boolean => file.startsWith('assets/threads-')

export function offline(): Plugin {
  let folder = ''
  return {
    name: 'offline',
    apply: 'build',
    configResolved({ root, build }) {
      folder = join(root, build.outDir)
    },
    closeBundle: {
      order: 'post',
      handler() {
        const files = readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.name !== NAME)
          .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
          .sort()
        const hash = createHash('sha256')
        for (const file of files) hash.update(file).update(readFileSync(join(folder, file)))
        const source = readFileSync(new URL(NAME, import.meta.url), 'utf8')
        const isolated = files.filter(ofIsolatedPages)
        const facts = [
          `const BUILD = '${hash.digest('hex').slice(0, 16)}'`,
          `const FILES = ${JSON.stringify(files.filter((file) => !isolated.includes(file)))}`,
          `const ISOLATED = ${JSON.stringify(isolated)}\n`,
        ].join('\n')
        writeFileSync(join(folder, NAME), facts + minifySync(NAME, source).code)
      },
    },
  }
}
