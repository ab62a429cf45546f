/** The range test, and the bounds that are read from it. */
import assert from 'node:assert/strict'
import { addressOf, small, stateOf } from './story.mjs'

export const rate = {
  'the range test runs to its answer, and the answer becomes the bounds': async ({ open }) => {
    const page = await open()
    await page.getByRole('button', { name: 'Run the range test', exact: true }).click()
    const answer = page.getByRole('region', { name: 'Result of the range test' })
    await answer.getByText('The test suggests a peak').waitFor({ timeout: 60_000 })
    const use = page.getByRole('button', { name: 'Use what the test suggests' })
    if (await use.isVisible()) await use.click()
    const { bounds } = await stateOf(page)
    assert.ok(bounds.low > 0 && bounds.low < bounds.peak, JSON.stringify(bounds))
    const { lanes } = await stateOf(page)
    assert.deepEqual(new Set(lanes.map((lane) => lane.rate)), new Set([bounds.peak]))
    await page.getByText(`goes up to ${bounds.peak}, and every 1cycle begins at ${bounds.low}`).waitFor()
    // of other data it is no answer, and its curves are none
    await page.getByRole('img', { name: /it turns at/ }).waitFor()
    await page.getByLabel('Data', { exact: true }).selectOption('digits')
    await page.getByRole('img', { name: /no sweep yet/ }).waitFor()
    assert.equal(await answer.count(), 0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('img', { name: /it turns at/ }).waitFor()
  },

  'a bound is dragged by the mouse and moved by the arrow keys; undo takes a whole drag back': async ({ open }) => {
    const page = await open({}, addressOf({ problem: small, bounds: { low: 0.01, peak: 0.5 } }))
    const handle = page.getByRole('slider', { name: 'Peak rate', exact: true })
    await handle.waitFor()
    const now = async () => Number(await handle.getAttribute('aria-valuenow'))
    const { x, y, width } = await handle.boundingBox()
    await page.mouse.move(x + width / 2, y + 40)
    await page.mouse.down()
    for (let i = 1; i <= 10; i++) await page.mouse.move(x + width / 2 - 8 * i, y + 40)
    await page.mouse.up()
    const dragged = await now()
    assert.ok(dragged < 0.4 && dragged > 0.01, `${dragged}`)
    const { bounds, lanes } = await stateOf(page)
    assert.equal(bounds.peak, dragged)
    assert.deepEqual(new Set(lanes.map((lane) => lane.rate)), new Set([dragged]))
    const { values } = lanes.find(({ shape }) => shape?.kind === 'one-cycle').shape
    assert.equal(values.initialDivisor, Number((dragged / 0.01).toPrecision(3)))
    await handle.press('ArrowRight')
    assert.ok((await now()) > dragged)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    assert.deepEqual((await stateOf(page)).bounds, { low: 0.01, peak: 0.5 })
  },
}
