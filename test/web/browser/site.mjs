/** The built page, and servers of it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { serve } from '../../runtimes/browser.mjs'

export const project = fileURLToPath(new URL('../../..', import.meta.url))
const folder = join(project, 'build/web')

/** Where the page lies on its server: not at the root. */
const PATH = '/of/some/host/lab/'

export async function buildSite() {
  await build({ configFile: join(project, 'web/vite.config.ts'), logLevel: 'warn' })
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
  const [, isolated] = /ISOLATED ?= ?(\[.*?\])/.exec(readFileSync(join(folder, 'service-worker.js'), 'utf8'))
  return {
    folder,
    names,
    /** of them those that only an isolated page needs */
    isolated: JSON.parse(isolated),
    /** A server of its own; `files` may be changed while it runs. */
    async serve(asked = new Set()) {
      const files = Object.fromEntries(names.map((name) => [PATH + name, join(folder, name)]))
      files[PATH] = join(folder, 'index.html')
      const server = await serve(files, {}, asked)
      return { ...server, files, path: PATH, page: new URL(PATH, server.url).href }
    },
  }
}
