/** What a reader must load. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const FIRST = 120_000
const ALL = 220_000
/** what comes on top in a page that is isolated */
const THREADS = 5000

export const sizes = {
  [`the first screen loads ${FIRST} bytes gzipped at most, the whole page has ${ALL}, and ${THREADS} for threads where it is isolated`]:
    async ({ site, server, open }) => {
      const weigh = (names) => {
        const list = names.map((name) => [name, gzipSync(readFileSync(join(site.folder, name)), { level: 9 }).length])
        return { sum: list.reduce((sum, [, bytes]) => sum + bytes, 0), list }
      }
      const page = await open()
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('networkidle')
      const loaded = await page.evaluate(() => [
        location.href,
        ...performance.getEntriesByType('resource').map(({ name }) => name),
      ])
      const names = loaded.map((href) => new URL(href).pathname.slice(server.path.length) || 'index.html')
      const first = weigh([...new Set(names)].filter((name) => site.names.includes(name)))
      const all = weigh(site.names.filter((name) => !site.isolated.includes(name)))
      const threads = weigh(site.isolated)
      console.log(`        first screen ${first.sum} bytes gzipped, all ${all.sum}, threads ${threads.sum}`)
      assert.ok(first.sum <= FIRST, `the first screen has ${first.sum} bytes: ${JSON.stringify(first.list)}`)
      assert.ok(all.sum <= ALL, `the page has ${all.sum} bytes: ${JSON.stringify(all.list)}`)
      assert.equal(threads.list.length, 1)
      assert.ok(threads.sum <= THREADS, `threads have ${threads.sum} bytes`)
    },
}
