/** Without a network, and with a newer page on the server. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { titles, toScreen } from './story.mjs'

/** Until the browser has a copy of the whole page. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller))

export async function loadedAndKept(open, address = '', before = undefined) {
  const page = await open({}, address, before)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await kept(page)
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  return page
}

export const offline = {
  'after its first load the page works without its server': async ({ open, server }) => {
    const page = await loadedAndKept(open)
    server.close()
    await page.reload()
    for (const title of titles) await toScreen(page, title)
  },

  'a new version is told, never mixed with the old one, and comes with a click': async ({ open, server, site }) => {
    const page = await loadedAndKept(open)
    assert.equal(await page.getByText('A new version of this page is ready').count(), 0)
    const index = readFileSync(join(site.folder, 'index.html'), 'utf8')
    const script = readFileSync(join(site.folder, 'service-worker.js'), 'utf8')
    server.files[`${server.path}index.html`] = index.replace('<html', '<html data-version="new"')
    server.files[`${server.path}service-worker.js`] = { body: script.replace(/BUILD = '\w+'/, "BUILD = 'newer'") }
    await page.reload()
    await page.getByText('A new version of this page is ready').waitFor()
    assert.equal(await page.locator('html[data-version=new]').count(), 0)
    await page.reload()
    await page.getByRole('button', { name: 'Reload' }).click()
    await page.locator('html[data-version=new]').waitFor()
    const names = await page.evaluate(() => caches.keys())
    assert.equal(names.length, 1)
    assert.match(names[0], /newer$/)
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await page.getByText('A new version of this page is ready').count(), 0)
  },

  'where WebAssembly cannot be compiled the page says so': async ({ open }) => {
    const page = await open({}, '', () => {
      globalThis.WebAssembly.Module = class {
        constructor() {
          throw new TypeError('refused')
        }
      }
    })
    await page.getByText('the networks train in plain JavaScript').waitFor()
  },
}
