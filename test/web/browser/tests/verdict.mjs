/** The race over several seeds. */
import assert from 'node:assert/strict'
import { fewSeeds } from './story.mjs'

export const verdict = {
  'the race over 3 seeds ends with a verdict that says what was not tuned': async ({ open }) => {
    const page = await open({}, fewSeeds)
    await page.getByRole('button', { name: 'Run it over 3 seeds' }).click()
    const result = page.getByRole('region', { name: 'The verdict' })
    await result.getByText('Nothing was tuned').waitFor({ timeout: 80_000 })
    await result.locator('.answer').filter({ hasText: /\w/ }).waitFor()
    assert.match(await result.locator('.answer').textContent(), /1cycle|one-cycle/)
    await result.getByRole('button', { name: 'Download the report' }).waitFor()
  },
}
