/** Firefox by puppeteer-core, which speaks WebDriver BiDi to it. */
import puppeteer from 'puppeteer-core'
import { browsers } from '../../../runtimes/browser.mjs'

export async function firefox() {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: browsers.firefox.program,
    headless: true,
  })
  return {
    async run(test, site) {
      const server = await site.serve()
      const page = await browser.newPage()
      const heard = []
      page.on('pageerror', (error) => heard.push(String(error)))
      page.on('console', (message) => {
        if (message.type() === 'error') heard.push(message.text())
      })
      try {
        await page.goto(server.page)
        await test({ server, inPage: (act, ...args) => page.evaluate(act, ...args) })
        if (heard.length > 0) throw new Error(`the console said: ${heard.join('; ')}`)
      } finally {
        await page.close()
        server.close()
      }
    },
    close: () => browser.close(),
  }
}
