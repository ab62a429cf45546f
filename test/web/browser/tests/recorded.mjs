/** The recorded runs, by the hand of a reader. */
import { toScreen } from './story.mjs'

export const recorded = {
  'the recorded runs: 12 of 12 equal': async ({ open }) => {
    const page = await open()
    await toScreen(page, 'Verdict')
    await page.getByRole('button', { name: 'Check 12 recorded runs' }).click()
    await page.getByText('Your browser: 12 of 12 equal').first().waitFor({ timeout: 60_000 })
  },
}
