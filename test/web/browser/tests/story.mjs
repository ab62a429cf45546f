/** The way through the page, as tests walk it. */
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const titles = ['Find the rate', 'Shape the schedule', 'Race', 'Verdict']

export async function toScreen(page, title) {
  await page.getByRole('navigation', { name: 'The story' }).getByRole('button', { name: title }).click()
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
}

/** The address of a state that differs from the first experiment in these parts. */
export function addressOf(parts) {
  return `#${encodeURIComponent(JSON.stringify(parts))}`
}

/** What differs from the first experiment now, as the address of the page has it. */
export async function stateOf(page) {
  const hash = await page.evaluate(() => decodeURIComponent(location.hash.slice(1)))
  return hash === '' ? {} : JSON.parse(hash)
}

/** A problem that is trained in a moment: 100 updates. */
export const small = {
  data: 'spirals',
  layers: [
    { kind: 'dense', outputs: 16, activation: 'relu' },
    { kind: 'dense', outputs: 2 },
  ],
  batchSize: 50,
  epochs: 5,
  seed: 1,
}

/** The verdict of a problem like that, where something arrives. */
export const fewSeeds = addressOf({ screen: 'verdict', problem: small, seeds: 3, target: 0.6 })

const ENDS = { timeout: 60_000 }

export async function toTheEnd(page) {
  await page.getByRole('button', { name: 'Play', exact: true }).click()
  await page.getByRole('button', { name: 'Play again' }).waitFor(ENDS)
}

/** Of every lane its whole SHA-256 and the command that repeats it. */
export async function identities(page, count) {
  const folds = page.locator('details.identity')
  await folds.nth(count - 1).waitFor(ENDS)
  assert.equal(await folds.count(), count)
  return folds.evaluateAll((all) =>
    all.map((fold) => ({
      sha256: fold.querySelector('code.whole').textContent,
      command: fold.querySelector('pre').textContent.trim(),
    })),
  )
}

/** The path of the file that a click gives the reader. */
export async function downloaded(page, click, folder = mkdtempSync(join(tmpdir(), 'onecycle-page-'))) {
  const [file] = await Promise.all([page.waitForEvent('download'), click()])
  const path = join(folder, file.suggestedFilename())
  await file.saveAs(path)
  return path
}
