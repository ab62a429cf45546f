/** Files of the reader's own: those that cannot be used, and one that can. */
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentOf } from '../command-line.mjs'
import { addressOf, identities, stateOf, toTheEnd } from './story.mjs'

const table = `x,y,kind\n${Array.from({ length: 120 }, (_, i) => `${(i * 37) % 11},${i % 7},${'abc'[i % 3]}`).join('\n')}\n`

/** As the hand of a reader drops it. */
async function drop(page, name, text) {
  const dataTransfer = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], name))
      return transfer
    },
    [name, text],
  )
  await page.locator('.drop-zone').first().dispatchEvent('drop', { dataTransfer })
}

export const files = {
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
        await page.getByRole('alert').getByText('These files cannot be used').waitFor()
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
