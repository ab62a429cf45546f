/** The reader's own files: a bad one, a table over a reload, a number to predict, logs of another trainer. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentOf } from '../command-line.mjs'
import { addressOf, downloaded, stateOf, toScreen } from './story.mjs'

const file = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

/** Two numbers, a class that follows from them, and a number that does. */
const rows = Array.from({ length: 120 }, (_, i) => {
  const [x, y] = [(i * 37) % 100, (i * 61) % 100]
  return `${x},${y},${x > y ? 'low' : 'high'},${(0.3 * x - 0.7 * y).toFixed(2)}`
})
const table = file('points.csv', ['x,y,kind,measure', ...rows].join('\n'))

const log = (name, epochs) =>
  file(
    name,
    ['epoch,val_accuracy', ...Array.from({ length: 8 }, (_, i) => `${i + 1},${i + 1 < epochs ? 0.5 : 0.9}`)].join('\n'),
  )

async function given(page, files) {
  const part = page.getByText('Use your own file')
  if ((await page.getByRole('button', { name: 'Choose files' }).count()) === 0) await part.click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ])
  await chooser.setFiles(files)
}

export const ownData = {
  'a bad file is told in words, and the page goes on': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race' }))
    await given(page, [file('bad.csv', 'a,b\n1,2\n3\n')])
    await page.getByRole('alert').filter({ hasText: 'line 3' }).waitFor()
    await given(page, [file('sheet.xlsx', 'PK')])
    await page.getByRole('alert').filter({ hasText: 'sheet.xlsx' }).waitFor()
    await given(page, [table])
    await page.getByLabel('Column of points to predict').waitFor()
    assert.equal(await page.getByRole('alert').count(), 0)
  },

  'a table is kept over a reload, and lanes train on it; nothing is asked of any server': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0 }))
    await given(page, [table])
    await page.getByLabel('Column of points to predict').selectOption('kind')
    await page.getByText('points: 96 rows to train on, 24 held out, 3 inputs, 2 classes').waitFor()
    await page.reload()
    await page.getByText('points: 96 rows to train on, 24 held out, 3 inputs, 2 classes').waitFor()
    const asked = []
    page.on('request', (request) => asked.push(request.method()))
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.getByRole('button', { name: 'Play again' }).waitFor({ timeout: 60_000 })
    assert.deepEqual(
      [...new Set(asked)].filter((method) => method !== 'GET'),
      [],
    )
    await page.getByRole('heading', { name: 'What they have learned' }).scrollIntoViewIfNeeded()
    await page.getByText('% of 24 held-out rows are right').waitFor()
  },

  'a link asks another browser for the file it was made with, by name and hash, and uses another one only at a click':
    async ({ open }) => {
      const page = await open({}, addressOf({ screen: 'race', pace: 0 }))
      await given(page, [table])
      await page.getByLabel('Column of points to predict').selectOption('kind')
      await page.getByText('held out, 3 inputs, 2 classes').waitFor()
      await page.getByLabel('Batch size').last().fill('8')
      await page.getByText('12 updates make an epoch').waitFor()
      const { problem } = await stateOf(page)
      const [{ name, sha256 }] = problem.own.files
      assert.deepEqual([name, problem.own.target], [table.name, 'kind'])

      const elsewhere = await open({}, addressOf({ screen: 'verdict', problem }))
      const needed = `${name} (${sha256.slice(0, 8)}...)`
      for (const [screen, button] of [
        ['Verdict', 'Tune every lane'],
        ['Race', 'Play'],
        ['Find the rate', 'Run the range test'],
      ]) {
        await toScreen(elsewhere, screen)
        await elsewhere.getByText(`${needed} is needed`).waitFor()
        await elsewhere.getByText(`Needs ${needed}`).first().waitFor()
        assert.ok(await elsewhere.getByRole('button', { name: button }).isDisabled(), button)
      }
      const give = async (file) => {
        const [chooser] = await Promise.all([
          elsewhere.waitForEvent('filechooser'),
          elsewhere.getByRole('button', { name: 'Give it here' }).click(),
        ])
        await chooser.setFiles([file])
      }
      await give({ ...table, name: 'other.csv', buffer: Buffer.concat([table.buffer, Buffer.from('\n1,2,low,3')]) })
      await elsewhere.getByText('other.csv is another file than this experiment was made with').waitFor()
      await elsewhere.getByRole('button', { name: 'Use other.csv instead' }).waitFor()
      assert.ok(await elsewhere.getByRole('button', { name: 'Run the range test' }).isDisabled())
      assert.deepEqual((await stateOf(elsewhere)).problem, problem)
      await give({ ...table, name: 'renamed.csv' })
      await elsewhere.getByText('is needed').waitFor({ state: 'detached' })
      assert.ok(await elsewhere.getByRole('button', { name: 'Run the range test' }).isEnabled())
      assert.deepEqual((await stateOf(elsewhere)).problem, problem)
    },

  'the command of a lane on a table gives its SHA-256 again, beside the file': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0 }))
    await given(page, [table])
    await page.getByLabel('Column of points to predict').selectOption('kind')
    await page.getByText('held out, 3 inputs, 2 classes').waitFor()
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.getByRole('button', { name: 'Play again' }).waitFor({ timeout: 60_000 })
    const fold = page.locator('details.identity').last()
    await fold.waitFor()
    const folder = mkdtempSync(join(tmpdir(), 'onecycle-page-'))
    writeFileSync(join(folder, table.name), table.buffer)
    const { weightsSha256 } = await documentOf((await fold.locator('pre').textContent()).trim(), folder)
    assert.equal(await fold.locator('code.whole').textContent(), weightsSha256)
    await page.getByText('Export', { exact: true }).click()
    await downloaded(
      page,
      () =>
        page
          .getByRole('button', { name: /^Network of/ })
          .first()
          .click(),
      folder,
    )
    const evaluated = await documentOf(await page.locator('details.export code').first().textContent(), folder)
    const first = await page.locator('details.identity code.whole').first().textContent()
    assert.equal(evaluated.weightsSha256, first)
  },

  'a number to predict: its lanes are told by R2': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0, lanes: slow }))
    await given(page, [table])
    await page.getByText('a number to predict').waitFor()
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.getByRole('button', { name: 'Play again' }).waitFor({ timeout: 60_000 })
    await page.getByRole('img', { name: /^Answers of linear/ }).scrollIntoViewIfNeeded()
    await page.getByRole('img', { name: /^Answers of linear: R2/ }).waitFor()
  },

  'a number to predict: its verdict over 3 seeds is over RMSE, with bands': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', seeds: 3, lanes: slow }))
    await given(page, [table])
    await page.getByText('a number to predict').waitFor()
    await toScreen(page, 'Verdict')
    await page.getByRole('button', { name: 'Run it over 3 seeds' }).click()
    const result = page.getByRole('region', { name: 'The verdict' })
    await result.getByText('Nothing was tuned').waitFor({ timeout: 80_000 })
    await result.locator('.answer').filter({ hasText: 'RMSE' }).waitFor()
    await result.getByRole('img', { name: /RMSE against updates, as a band/ }).waitFor()
    await result.getByText(/^finish line RMSE [\d.]+$/).waitFor()
  },

  'logs of another trainer have a verdict': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'verdict' }))
    await page.getByText('Read the verdict on logs').click()
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose logs' }).click(),
    ])
    await chooser.setFiles([log('quick.csv', 2), log('slow.csv', 6)])
    await page.getByText(/quick first shows 90 % after 3 epochs/).waitFor()
  },
}

const slow = [
  { id: 'a', method: 'constant', rate: 0.01 },
  { id: 'b', method: 'linear', rate: 0.01 },
]
