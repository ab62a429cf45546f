/** The state of the page: in its address, over a reload, undone and done again. */
import assert from 'node:assert/strict'
import { addressOf, toScreen } from './story.mjs'

const hashOf = (page) => page.evaluate(() => decodeURIComponent(location.hash.slice(1)))

/** A state that differs from the first experiment. */
const other = addressOf({ screen: 'race', target: 0.8, rangeSeeds: 3 })

export const address = {
  'an address that was shared gives the same state to another reader, who starts over and undoes that': async ({
    open,
  }) => {
    const page = await open({}, other)
    await page.getByRole('heading', { level: 1, name: 'Race', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Start over' }).click()
    await page.getByRole('heading', { level: 1, name: 'Find the rate', exact: true }).waitFor()
    assert.equal(await hashOf(page), '')
    await page.getByRole('button', { name: 'Undo' }).click()
    assert.deepEqual(JSON.parse(await hashOf(page)), { target: 0.8, rangeSeeds: 3 })
    await page.keyboard.press('Control+y')
    assert.equal(await hashOf(page), '')
    await page.keyboard.press('Control+z')
    assert.equal(JSON.parse(await hashOf(page)).target, 0.8)
  },

  'a reload keeps the state, and so does coming back without an address': async ({ open, server }) => {
    const page = await open({}, other)
    await toScreen(page, 'Verdict')
    const before = await hashOf(page)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Verdict', exact: true }).waitFor()
    assert.equal(await hashOf(page), before)
    await page.goto('about:blank')
    await page.goto(server.page)
    await page.getByRole('heading', { level: 1, name: 'Verdict', exact: true }).waitFor()
  },

  'an address that is none begins with the first experiment': async ({ open }) => {
    const page = await open({}, '#%7Bnonsense')
    await page.getByRole('heading', { level: 1, name: 'Find the rate', exact: true }).waitFor()
  },
}
