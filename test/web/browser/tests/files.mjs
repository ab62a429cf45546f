/** Files of the reader's own: those that cannot be used, and one that can. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentOf } from '../command-line.mjs'
import { addressOf, identities, stateOf, toTheEnd } from './story.mjs'

const table = `x,y,kind\n${Array.from({ length: 120 }, (_, i) => `${(i * 37) % 11},${i % 7},${'abc'[i % 3]}`).join('\n')}\n`

/** As the hand of a reader drops it. */
async function drop(page, name, text, place = '.drop-zone') {
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], name))
      return transfer
    },
    [name, text],
  )
  await page.locator(place).first().dispatchEvent('drop', { dataTransfer })
}

export const files = {
  'a file that is dropped anywhere is used; a bad one is told by its name, and the earlier one stays': async ({
    open,
  }) => {
    const page = await open({}, addressOf({ screen: 'verdict' }))
    await drop(page, 'kinds.csv', table, 'h1')
    await page.getByText('kinds.csv is in use, to predict "kind".').waitFor()
    const { problem } = await stateOf(page)
    assert.equal(problem.own.target, 'kind')
    await drop(page, 'short.csv', 'a,b\n1,2\n3\n', 'h1')
    await page
      .getByRole('alert')
      .getByText(/short.csv cannot be used: line 3 .* kinds.csv is in use/)
      .waitFor()
    assert.deepEqual((await stateOf(page)).problem, problem)
  },

  'a column that cannot be predicted is told, and the list goes back to the one in use': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race' }))
    const names = table
      .split('\n')
      .map((line, i) => line && `${i === 0 ? 'name' : `n${i}`},${line}`)
      .join('\n')
    await drop(page, 'names.csv', names, 'h1')
    const list = page.getByLabel('Column of names to predict')
    await list.selectOption('name')
    await page
      .getByRole('alert')
      .getByText(/names.csv cannot be used: name should .* names.csv is in use/)
      .waitFor()
    assert.equal(await list.locator('option:checked').textContent(), 'kind')
    await list.selectOption('x')
    await page.getByText('names.csv is in use, to predict "x"').waitFor()
    assert.equal((await stateOf(page)).problem.own.target, 'x')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('held out, 2 inputs, 3 classes').waitFor()
    assert.equal(await list.locator('option:checked').textContent(), 'kind')
    assert.equal(await page.getByText('is needed').count(), 0)
  },

  'files that cannot be used are refused in words, and the page goes on; a table is raced as the command line has it':
    async ({ open }) => {
      const page = await open({}, addressOf({ screen: 'race', pace: 0 }))
      await page.getByText('Use your own file').click()
      await page.locator('.drop-zone').first().waitFor()
      for (const [name, text] of [
        ['picture.bin', 'no batch of CIFAR-10'],
        ['empty.csv', ''],
        ['letter.docx', 'Dear reader'],
      ]) {
        await drop(page, name, text)
        await page.getByRole('alert').getByText(`${name} cannot be used`).waitFor()
      }
      assert.equal((await stateOf(page)).problem, undefined)
      await drop(page, 'kinds.csv', table)
      await page.getByText('Lanes train on these rows').waitFor()
      await toTheEnd(page)
      const folder = mkdtempSync(join(tmpdir(), 'onecycle-page-'))
      writeFileSync(join(folder, 'kinds.csv'), table)
      const [{ sha256, command }] = await identities(page, 4)
      assert.equal((await documentOf(command, folder)).weightsSha256, sha256, command)
    },
}
