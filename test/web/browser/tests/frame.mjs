/** What holds on every screen: its way, its looks, its accessibility. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { titles, toScreen } from './story.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Everything that axe finds, a line each. */
async function findings(page) {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    )
  })
}

export const frame = {
  'the four screens follow one another, and each has its heading in focus': async ({ open }) => {
    const page = await open()
    for (const [i, title] of titles.entries()) {
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
      assert.match(await page.title(), new RegExp(`^${title}`))
      if (i > 0) assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1')
      if (i < titles.length - 1) await page.getByRole('button', { name: /^Next: / }).click()
    }
  },

  ...Object.fromEntries(
    ['light', 'dark'].map((colorScheme) => [
      `axe finds nothing on any screen, ${colorScheme}`,
      async ({ open }) => {
        const page = await open({ colorScheme })
        const found = []
        for (const title of titles) {
          await toScreen(page, title)
          found.push(...(await findings(page)).map((line) => `${title}: ${line}`))
        }
        assert.deepEqual(found, [])
      },
    ]),
  ),

  'nothing must be scrolled sideways at 320 pixels': async ({ open }) => {
    const page = await open({ viewport: { width: 320, height: 640 } })
    for (const title of titles) {
      await toScreen(page, title)
      const wide = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement
        if (scrollWidth <= clientWidth) return []
        const outside = [...document.body.querySelectorAll('*')].filter(
          (element) => element.getBoundingClientRect().right > clientWidth + 1,
        )
        return [`${scrollWidth} pixels`, ...outside.slice(0, 5).map(({ outerHTML }) => outerHTML.slice(0, 150))]
      })
      assert.deepEqual(wide, [], title)
    }
  },
}
