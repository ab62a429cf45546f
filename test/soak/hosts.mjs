/** A day in each host: yields after each round what was trained, the bytes that are held, and how many things are open. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { chromium as playwright } from 'playwright-core'
import { rolldown } from 'rolldown'
import { browsers, serve } from '../runtimes/browser.mjs'
import { FLAGS } from '../web/browser/engines/chromium.mjs'
import { heldBy } from '../web/browser/engines/held.mjs'

const fileOf = (name) => fileURLToPath(new URL(name, import.meta.url))

/** Milliseconds in which a program whose work is done has ended by itself. */
const ENDS_WITHIN = 2000

export const hosts = {
  async *node(options) {
    const program = [fileOf('in-node.mjs'), JSON.stringify(options)]
    const child = spawn(process.execPath, ['--expose-gc', ...program], { stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = once(child, 'exit')
    let last
    for await (const line of createInterface({ input: child.stdout })) {
      last = performance.now()
      yield JSON.parse(line)
    }
    const [code] = await ended
    if (code !== 0) throw new Error(`node: ended with ${code}`)
    if (performance.now() - last > ENDS_WITHIN) throw new Error('node: something kept the process alive')
  },

  async *chromium(options) {
    const [page, worker] = await Promise.all([bundled('in-page.mjs'), bundled('../../dist/worker/index.js')])
    const server = await serve({
      '/': { body: '<!doctype html><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>' },
      '/page.js': { body: page },
      '/worker.js': { body: worker },
    })
    const browser = await playwright.launch({ executablePath: browsers.chromium.program, args: FLAGS })
    try {
      const tab = await browser.newPage()
      tab.setDefaultTimeout(0)
      await tab.goto(server.url)
      const held = await heldBy(tab)
      await tab.evaluate((given) => globalThis.begin(given), options)
      for (;;) {
        const round = await tab.evaluate(() => globalThis.next())
        if (round === null) break
        yield { ...round, ...(await held()), handles: tab.workers().length }
      }
    } finally {
      await browser.close()
      server.close()
    }
  },
}

/** One script of a file and all that it imports. */
async function bundled(name) {
  const resolve = { alias: { onecycle: fileOf('../../dist/entry/index.js') } }
  const bundle = await rolldown({ input: fileOf(name), platform: 'browser', resolve })
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false })
  await bundle.close()
  return output[0].code
}
