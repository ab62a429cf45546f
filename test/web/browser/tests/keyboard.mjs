/** The whole story without a mouse. */
import assert from 'node:assert/strict'
import { addressOf, small, titles } from './story.mjs'

const MOST = 150

/** Presses Tab until the focus is on what has this name, and sees that the focus can be seen. */
async function tabTo(page, name) {
  for (let i = 0; i < MOST; i++) {
    await page.keyboard.press('Tab')
    const [found, seen] = await page.evaluate(() => {
      const { activeElement: element } = document
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const text = element.getAttribute('aria-label') ?? element.textContent
      return [text.trim(), element === document.body || (outlineStyle !== 'none' && outlineWidth !== '0px')]
    })
    assert.ok(seen, `the focus on "${found}" cannot be seen`)
    if (found.startsWith(name)) return
  }
  throw new Error(`"${name}" is not reached by Tab`)
}

export const keyboard = {
  'the whole story by Tab, Enter and arrow keys: a rate is found, a race is run, the verdict is asked for': async ({
    open,
  }) => {
    const page = await open({}, addressOf({ problem: small, pace: 0, seeds: 2, rangeSeeds: 2 }))
    await tabTo(page, 'Run the range test')
    await page.keyboard.press('Enter')
    await page.getByRole('region', { name: 'Result of the range test' }).waitFor({ timeout: 60_000 })
    await tabTo(page, 'Peak rate')
    await page.keyboard.press('ArrowLeft')
    const next = async (title) => {
      await tabTo(page, 'Next: ')
      await page.keyboard.press('Enter')
      await page.locator('h1:focus', { hasText: title }).waitFor()
    }
    for (const title of titles.slice(1, 3)) await next(title)
    await tabTo(page, 'Play')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Play again' }).waitFor({ timeout: 60_000 })
    await next('Verdict')
    await tabTo(page, 'Run it over 2 seeds')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'The verdict' }).waitFor({ timeout: 80_000 })
  },
}
