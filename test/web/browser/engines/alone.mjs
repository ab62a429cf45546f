/**
 * A browser that nobody drives: the page does what it is told in its first script, and reports to its server. Where Firefox is
 * driven, a worker that starts another one may wait for ever.
 */
import { readFileSync } from 'node:fs'
import { visit } from '../../../runtimes/browser.mjs'

export function alone(name) {
  return {
    async run(test, site) {
      const server = await site.serve()
      try {
        await test({
          server,
          /** once in a test */
          async inPage(act, ...args) {
            const file = server.files[server.path]
            const { body, headers } = typeof file === 'string' ? { body: file } : file
            const page = readFileSync(body, 'utf8').replace(
              '<head>',
              () => `<head><script>${scriptOf(act, args)}</script>`,
            )
            server.files[server.path] = { body: page, headers }
            const { value, error } = await visit(name, server.page, server.report, { seconds: 70 })
            if (error !== undefined) throw new Error(error)
            return value
          },
        })
      } finally {
        server.close()
      }
    },
    async close() {},
  }
}

const scriptOf = (act, args) => `
  const report = (answer) => fetch('', { method: 'POST', body: JSON.stringify(answer) })
  Promise.resolve((${act})(...${JSON.stringify(args)})).then((value) => report({ value }), (error) => report({ error: String(error) }))`
