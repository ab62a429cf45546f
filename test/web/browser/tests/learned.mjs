/** What networks have learned: boundaries that change, a digit of one's own, a held-out one by keyboard; dots that move. */
import assert from 'node:assert/strict'
import { addressOf } from './story.mjs'

const digits = {
  data: 'digits',
  layers: [
    { kind: 'dense', outputs: 32, activation: 'relu' },
    { kind: 'dense', outputs: 10 },
  ],
  batchSize: 128,
  epochs: 1,
  seed: 1,
}

async function raced(page) {
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await page.getByRole('button', { name: 'Play again' }).waitFor({ timeout: 60_000 })
}

/** Different colours of a canvas. */
const colours = (canvas) =>
  canvas.evaluate((element) => {
    const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height)
    return new Set(new Uint32Array(data.buffer)).size
  })

export const learned = {
  'the boundary of every lane is drawn, and tells how much is right': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0 }))
    await raced(page)
    const pictures = page.getByRole('img', { name: /^What .* answers: [\d.]+ % right/ })
    await page.getByRole('heading', { name: 'What they have learned' }).scrollIntoViewIfNeeded()
    await pictures.nth(3).waitFor()
    assert.equal(await pictures.count(), 4)
    for (const picture of await pictures.all()) assert.ok((await colours(picture)) > 50)
  },

  'a drawn digit is answered by every lane, and by keyboard a held-out one': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: digits }))
    await raced(page)
    const sheet = page.getByRole('img', { name: /^Sheet to draw on/ })
    await sheet.scrollIntoViewIfNeeded()
    assert.equal(await page.locator('.bars').count(), 0)
    const { x, y, width, height } = await sheet.boundingBox()
    await page.mouse.move(x + 0.5 * width, y + 0.2 * height)
    await page.mouse.down()
    await page.mouse.move(x + 0.5 * width, y + 0.8 * height, { steps: 8 })
    await page.mouse.up()
    await page
      .getByRole('status')
      .filter({ hasText: /1cycle says 1, \d+ % sure/ })
      .waitFor()
    await page.getByLabel('Or show held-out row').fill('9')
    await page.getByText('Held-out row 9: it is 8.').waitFor()
    await page
      .getByRole('status')
      .filter({ hasText: /1cycle says \d, \d+ % sure/ })
      .waitFor()
    await page.getByRole('heading', { name: 'Who is taken for whom' }).scrollIntoViewIfNeeded()
    await page.getByText('of 2,000 held-out rows are right').waitFor()
  },

  'dots of the landscape move, stop, and go a step back; without motion they are at their ends': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'shape' }))
    const shown = page.getByLabel('Update shown')
    await page.getByRole('button', { name: 'Move the dots' }).click()
    await page.waitForFunction(() => Number(document.querySelector('.landscape output').textContent) > 5)
    await page.getByRole('button', { name: 'Pause the dots' }).click()
    // the button changes back when the last frame has been drawn
    await page.getByRole('button', { name: 'Move the dots' }).waitFor()
    const before = Number(await shown.inputValue())
    await page.waitForTimeout(200)
    assert.equal(Number(await shown.inputValue()), before)
    await shown.focus()
    await page.keyboard.press('ArrowLeft')
    const output = page.locator('.landscape output')
    for (let i = 0; i < 100 && Number(await output.textContent()) === before; i++) await page.waitForTimeout(20)
    assert.equal(Number(await output.textContent()), before - 1)
    const still = await open({ reducedMotion: 'reduce' }, addressOf({ screen: 'shape' }))
    await still.getByRole('button', { name: 'Move the dots' }).waitFor()
    assert.equal(await still.getByLabel('Update shown').inputValue(), '300')
  },
}
