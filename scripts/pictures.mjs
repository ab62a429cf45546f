/**
 * The pictures of the laboratory in the README, from the page itself in Chromium: the race of the first experiment, which
 * moves, and its verdict.
 *
 *     npm run build && node scripts/pictures.mjs
 *
 * Writes docs/pictures/race.png and docs/pictures/verdict.png. The same bits are trained everywhere, so only fonts and the
 * seconds of the verdict differ from machine to machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '../test/web/browser/engines/chromium.mjs'
import { buildSite, project } from '../test/web/browser/site.mjs'
import { addressOf, toScreen } from '../test/web/browser/tests/story.mjs'
import { picture } from './apng.mjs'

const WIDTH = 1120
/** updates from frame to frame, and milliseconds that each is shown, the last one longer */
const STEP = 16
const SHOWN = 130
const LAST = 4000

const folder = join(project, 'docs/pictures')
mkdirSync(folder, { recursive: true })
const site = await buildSite()
const browser = await chromium()
try {
  await browser.run(draw, site)
} finally {
  await browser.close()
}

async function draw({ open }) {
  const page = await open({ viewport: { width: WIDTH, height: 1000 } }, addressOf({ screen: 'race', pace: 0 }))
  write('race', picture(...(await race(page))))
  await toScreen(page, 'Verdict')
  await page.getByRole('button', { name: /^Run it over \d+ seeds$/ }).click()
  const result = page.getByRole('region', { name: 'The verdict' })
  await result.locator('.answer').filter({ hasText: /\w/ }).waitFor({ timeout: 300_000 })
  await settled(page)
  const clip = await between(page, result, result.locator('table').first())
  write('verdict', picture([await page.screenshot({ clip, fullPage: true })]))
}

function write(name, file) {
  writeFileSync(join(folder, `${name}.png`), file)
  console.log(`docs/pictures/${name}.png: ${file.length} bytes`)
}

/** The race from its start to its end, as the slider sets it: the same frames on a slow machine. */
async function race(page) {
  const slider = page.getByRole('slider', { name: 'Rewind: update' })
  const total = Number(await slider.getAttribute('max'))
  const goTo = async (step) => {
    await slider.evaluate((range, value) => {
      range.value = value
      range.dispatchEvent(new Event('input', { bubbles: true }))
    }, step)
    await page.getByText(`Update ${step} of ${total}`).waitFor({ timeout: 60_000 })
    await settled(page)
  }
  // the sentence that tells how it ended needs its place
  await goTo(total)
  const clip = await between(
    page,
    page.getByRole('region', { name: 'Race controls' }),
    page.locator('.race table').first(),
  )
  // what does not move pictures shows the first of them: the end
  const frames = [await page.screenshot({ clip, fullPage: true })]
  // the others begin before the race has run
  await page.reload()
  await slider.waitFor()
  for (let step = 0; step <= total; step += STEP) {
    await goTo(step)
    frames.push(await page.screenshot({ clip, fullPage: true }))
  }
  return [frames, frames.map((_, i) => (i === frames.length - 1 ? LAST : SHOWN))]
}

/** All lanes have told where they are, and are drawn. */
async function settled(page) {
  await page.waitForTimeout(150)
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** Where the page lies from the top of one element to the end of another. */
async function between(page, first, last) {
  const [top, end] = [await first.boundingBox(), await last.boundingBox()]
  const y = Math.floor(top.y + (await page.evaluate(() => scrollY)))
  return { x: 0, y, width: WIDTH, height: Math.ceil(end.y + end.height - top.y) }
}
