/** A schedule of the reader's own, raced. */

import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentOf } from '../command-line.mjs'
import { addressOf, downloaded, identities, small, stateOf, toScreen, toTheEnd } from './story.mjs'

export const shape = {
  'a schedule that is drawn by hand is raced, and the command line repeats it': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'shape', problem: small, pace: 0 }))
    const editor = page.getByRole('region', { name: 'The edited lane' })
    await editor.getByLabel('Schedule', { exact: true }).selectOption('drawn')
    await editor.getByRole('button', { name: 'Add a point' }).click()
    const { lanes } = await stateOf(page)
    const at = lanes.findIndex((lane) => lane.shape?.kind === 'drawn')
    assert.ok(lanes[at].shape.points.length >= 3)
    await toScreen(page, 'Race')
    await toTheEnd(page)
    const { sha256, command } = (await identities(page, 4))[at]
    const folder = mkdtempSync(join(tmpdir(), 'onecycle-page-'))
    await page.locator('details.identity').nth(at).locator('summary').click()
    await downloaded(page, () => page.getByRole('button', { name: /^Download method\.json/ }).click(), folder)
    assert.equal((await documentOf(command, folder)).weightsSha256, sha256, command)
  },
}
