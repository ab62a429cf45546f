/** The race: to its end, with the weights of the command line; back and forth; what is taken along. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { documentOf } from '../command-line.mjs'
import { addressOf, downloaded, identities, small, stateOf, toScreen, toTheEnd } from './story.mjs'

export const race = {
  'the first race runs to its end, and the SHA-256 of each lane is that of the command line': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0 }))
    await toTheEnd(page)
    const lanes = await identities(page, 4)
    const folder = mkdtempSync(join(tmpdir(), 'onecycle-page-'))
    await page.locator('details.identity').first().locator('summary').click()
    await downloaded(
      page,
      () => page.getByRole('button', { name: 'Download network.json of constant' }).click(),
      folder,
    )
    for (const { sha256, command } of lanes) {
      const { weightsSha256 } = await documentOf(command, folder)
      assert.equal(sha256, weightsSha256, command)
    }
    assert.equal(new Set(lanes.map(({ sha256 }) => sha256)).size, 4)
  },

  'a described method and network are downloaded as the files that the command names': async ({ open }) => {
    const layers = [{ kind: 'dense', outputs: 12 }, { kind: 'batchNorm' }, { kind: 'activation', activation: 'tanh' }]
    const lanes = [
      { id: 'a', method: { name: 'my Adam', optimizer: 'adam', schedule: 'cosine' }, rate: 0.01 },
      { id: 'b', method: 'one-cycle', rate: 0.2, dialect: 'paper' },
    ]
    const own = { ...small, layers: [...layers, { kind: 'dense', outputs: 2 }] }
    const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: own, lanes }))
    await toTheEnd(page)
    const folder = mkdtempSync(join(tmpdir(), 'onecycle-page-'))
    const found = await identities(page, 2)
    await page.locator('details.identity').first().locator('summary').click()
    for (const file of ['method.json', 'network.json']) {
      await downloaded(page, () => page.getByRole('button', { name: `Download ${file} of my Adam` }).click(), folder)
    }
    for (const { sha256, command } of found) {
      assert.equal((await documentOf(command, folder)).weightsSha256, sha256, command)
    }
  },

  'back from the end and on again gives the same weights, and so does every kind of step': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: small }))
    await toTheEnd(page)
    const before = await identities(page, 4)
    await page.getByRole('button', { name: 'Back to the start' }).click()
    await page.getByText('Update 0 of 100').waitFor()
    await page.getByRole('button', { name: 'Step 1 update' }).click()
    await page.getByText('Update 1 of 100').waitFor()
    await page.getByRole('button', { name: 'Step 1 epoch' }).click()
    await page.getByText('Update 20 of 100').waitFor()
    await toTheEnd(page)
    assert.deepEqual(await identities(page, 4), before)
  },

  'a rate that is dragged while the race plays is kept, and the lane forks': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 10, problem: small }))
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.getByText(/Update [1-9]\d* of 100/).waitFor()
    const slider = page.getByLabel('Rate of lane 1, slider')
    const { x, y, width, height } = await slider.boundingBox()
    const at = (share) => [x + share * width, y + height / 2]
    // where the thumb of 0.1 is: six tenths of the way from 0.0001 to 10
    await page.mouse.move(...at(0.6))
    await page.mouse.down()
    await page.mouse.move(...at(0.75), { steps: 4 })
    const dragged = await slider.inputValue()
    await page.waitForTimeout(700)
    assert.equal(await slider.inputValue(), dragged)
    await page.mouse.up()
    const [{ rate, before }] = (await stateOf(page)).lanes
    assert.ok(rate > 0.2, `${rate}`)
    assert.deepEqual(before, { method: 'constant', rate: 0.1 })
  },

  'a rate that is changed while the race plays sends neither the race nor another lane back': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 30, problem: { ...small, epochs: 20 } }))
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.getByText(/Update [6-9]\d of 400/).waitFor()
    /** of the race, then of the lanes that are not changed */
    const places = () =>
      page.evaluate(() => [
        document.querySelector('.rewind').textContent.match(/\d+/)[0],
        ...[...document.querySelectorAll('table.numbers tbody tr')].slice(1).map((row) => row.cells[1].textContent),
      ])
    let before = (await places()).map(Number)
    await page.getByLabel('Rate of lane 1', { exact: true }).fill('0.05')
    for (let i = 0; i < 60; i++) {
      const now = (await places()).map(Number)
      for (const [lane, step] of now.entries()) assert.ok(step >= before[lane], `${before} -> ${now}`)
      before = now
      await page.waitForTimeout(20)
    }
    assert.ok((await page.locator('.lane legend').first().textContent()).includes(' x0.5 at '))
    await page.getByText(/Update 1\d\d of 400/).waitFor()
  },

  'the rewind slider shows the step that was asked for while it is trained again': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0 }))
    await toTheEnd(page)
    const slider = page.getByLabel('Rewind: update')
    await slider.focus()
    for (let step = 639; step > 600; step--) {
      await page.keyboard.press('ArrowLeft')
      assert.equal(await slider.inputValue(), `${step}`)
    }
    for (const step of ['320', '87']) {
      await slider.fill(step)
      for (let i = 0; i < 20; i++) {
        await page.getByText(`Update ${step} of 640`).waitFor()
        assert.equal(await slider.inputValue(), step)
        await page.waitForTimeout(10)
      }
    }
  },

  'nothing says that the race was paused once it has gone on to its end': async ({ open }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 10, problem: small }))
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    await page.getByText(/Update [1-9]\d* of 100/).waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText(/Paused after \d+ of 100 updates/).waitFor()
    await page.getByLabel('Rewind: update').fill('100')
    await page.locator('[role=status]', { hasText: 'finish line' }).waitFor()
    assert.equal(await page.getByText('Paused after').count(), 0)
  },

  'the outcome stands under the controls, before the plots, and says who was first and who ended highest': async ({
    open,
  }) => {
    const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: small, target: 0.6 }))
    const outcome = page.locator('.controls + [role=status]')
    assert.equal(await outcome.textContent(), '')
    await toTheEnd(page)
    await outcome.filter({ hasText: /touch the finish line.*ended highest, with \d+\.\d %/ }).waitFor()
  },

  'a lane keeps its colour when another is removed, and with six the page says why none can be added': async ({
    open,
  }) => {
    const page = await open({}, addressOf({ screen: 'race', problem: small }))
    const tones = () =>
      page.locator('.lane legend, table th, .lane-list button').evaluateAll((all) =>
        all.flatMap((one) => {
          const swatch = one.querySelector('.swatch')
          return swatch === null ? [] : [[one.textContent.match(/\S+(?= rate|$)/)[0], swatch.style.background]]
        }),
      )
    const before = new Map(await tones())
    await page.getByRole('button', { name: /^Remove lane 1/ }).click()
    for (const screen of ['Race', 'Shape the schedule']) {
      await toScreen(page, screen)
      const after = await tones()
      assert.ok(after.length >= 3)
      for (const [name, tone] of after) assert.equal(tone, before.get(name), name)
    }
    assert.equal(await page.getByText('Six lanes at most').count(), 0)
    for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'Duplicate' }).click()
    for (const screen of ['Shape the schedule', 'Race']) {
      await toScreen(page, screen)
      assert.ok(await page.getByRole('button', { name: 'Add a lane' }).isDisabled())
      await page.getByText('Six lanes at most').waitFor()
    }
  },

  'the cards of the lanes stay as high when the race begins, and linear decay with a ramp can be changed': async ({
    open,
  }) => {
    const lanes = ['linear-with-ramp', 'one-cycle', 'one-cycle-no-ramp'].map((method, i) => {
      return { id: 'abc'[i], method, rate: 0.1 }
    })
    const page = await open({}, addressOf({ screen: 'race', problem: small, lanes }))
    const heights = () => page.locator('.lane').evaluateAll((all) => all.map(({ offsetHeight }) => offsetHeight))
    const before = await heights()
    await page.getByRole('button', { name: 'Step 1 epoch' }).click()
    await page.getByText('Update 20 of 100').waitFor()
    assert.deepEqual(await heights(), before)
    assert.ok(await page.getByLabel('Rate of lane 3', { exact: true }).isDisabled())
    await page.getByLabel('Rate of lane 1', { exact: true }).fill('0.05')
    await page.getByText('linear-with-ramp x0.5 at 20', { exact: true }).first().waitFor()
  },

  'rates are told with four digits at most on every screen, and kept with all': async ({ open }) => {
    const rates = [0.010100000000000001, 0.10000000000000002, 0.09900990099009901]
    const lanes = rates.map((rate, i) => ({ id: 'abc'[i], method: i < 2 ? 'linear' : 'one-cycle', rate }))
    const page = await open({}, addressOf({ screen: 'race', problem: small, lanes }))
    for (const title of ['Race', 'Shape the schedule', 'Verdict', 'Find the rate']) {
      await toScreen(page, title)
      const told = await page.evaluate(() => {
        const body = document.body.cloneNode(true)
        // what is copied has all digits
        for (const code of body.querySelectorAll('pre')) code.remove()
        return [body.textContent, ...[...document.querySelectorAll('input')].map(({ value }) => value)].join(' ')
      })
      assert.deepEqual(told.match(/0\.0*[1-9]\d{4,}/g), null, title)
    }
    assert.deepEqual((await stateOf(page)).lanes, lanes)
  },

  'the exports: figure, picture, table, document, and a network that the command line knows by the same SHA-256':
    async ({ open }) => {
      const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: small }))
      await toTheEnd(page)
      const [{ sha256 }] = await identities(page, 4)
      await page.getByText('Export', { exact: true }).click()
      const taken = (name) => downloaded(page, () => page.getByRole('button', { name, exact: true }).click())
      assert.match(readFileSync(await taken('Curves as SVG'), 'utf8'), /^<svg .*constant.*1cycle.*<\/svg>\n$/s)
      const png = readFileSync(await taken('Curves as PNG'))
      assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from('PNG')])
      assert.ok(png.length > 10_000, `${png.length} bytes`)
      const rows = readFileSync(await taken('Numbers as CSV'), 'utf8')
        .trimEnd()
        .split('\n')
      assert.equal(rows.length, 1 + 4 * 100)
      const document = JSON.parse(readFileSync(await taken('All as JSON'), 'utf8'))
      assert.equal(document.lanes[0].end.sha256, sha256)
      const network = await taken('Network of constant')
      const command = await page.locator('details.export code').first().textContent()
      assert.match(command, /--data spirals --seed 1$/)
      const evaluated = await documentOf(command, dirname(network))
      assert.equal(evaluated.weightsSha256, sha256)
    },
}
