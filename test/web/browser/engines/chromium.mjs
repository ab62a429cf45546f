/** Chromium by playwright-core: every test has a context of its own, and an error in its console fails it. */
import { chromium as playwright } from 'playwright-core'
import { browsers } from '../../../runtimes/browser.mjs'

export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
]

export async function chromium() {
  const browser = await playwright.launch({ executablePath: browsers.chromium.program, args: FLAGS })
  return {
    async run(test, site) {
      const server = await site.serve()
      const heard = []
      const contexts = []
      /** A page for a reader with these options of Playwright's; `before` runs ahead of its scripts. */
      const open = async (options = {}, address = '', before = undefined) => {
        const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
        contexts.push(context)
        const page = await context.newPage()
        page.setDefaultTimeout(20_000)
        listen(page, heard)
        if (before !== undefined) await page.addInitScript(before)
        await page.goto(server.page + address)
        return page
      }
      try {
        await test({ open, server, site, heard })
        if (heard.length > 0) throw new Error(`the console said: ${heard.join('; ')}`)
      } finally {
        for (const context of contexts) await context.close()
        server.close()
      }
    },
    close: () => browser.close(),
  }
}

function listen(page, heard) {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) heard.push(message.text())
  })
  page.on('pageerror', (error) => heard.push(String(error)))
}
