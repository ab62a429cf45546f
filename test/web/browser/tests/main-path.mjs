/** What must work in every browser, by its page's own means: `inPage` runs a function there. */
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { documentOf } from '../command-line.mjs'
import { addressOf, fewSeeds, small } from './story.mjs'

/** Presses the button of this name as soon as it is there and can be pressed. */
async function press(inPage, name) {
  await inPage(async (wanted) => {
    const named = () =>
      [...document.querySelectorAll('button')].find(
        (button) =>
          (button.getAttribute('aria-label') ?? button.textContent).trim().startsWith(wanted) && !button.disabled,
      )
    for (let i = 0; named() === undefined; i++) {
      if (i === 200) throw new Error(`no button "${wanted}" within 20 s`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    named().click()
  }, name)
}

/** The part of the text of the page that fits, as soon as it is there, folded or not. */
function shown(inPage, pattern, seconds = 60) {
  return inPage(
    async (source, tries) => {
      for (let i = 0; i < tries; i++) {
        const [found] = new RegExp(source).exec(document.body.textContent) ?? []
        if (found !== undefined) return found
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error(`no ${source} within ${tries / 10} s: ${document.body.textContent.slice(0, 2000)}`)
    },
    pattern,
    seconds * 10,
  )
}

function goTo(inPage, address) {
  return inPage((hash) => {
    location.hash = hash
  }, address)
}

export const mainPath = {
  'the range test runs to its answer': async ({ inPage }) => {
    await press(inPage, 'Run the range test')
    await shown(inPage, 'The test suggests a peak of [\\d.]+', 80)
  },

  'the race runs to its end, and the SHA-256 of each lane is that of the command line': async ({ inPage }) => {
    await goTo(inPage, addressOf({ screen: 'race', pace: 0, problem: small }))
    await press(inPage, 'Play')
    await shown(inPage, 'Play again')
    const lanes = await inPage(() =>
      [...document.querySelectorAll('details.identity')].map((fold) => [
        fold.querySelector('code.whole').textContent,
        fold.querySelector('pre').textContent.trim(),
      ]),
    )
    assert.equal(lanes.length, 4)
    for (const [sha256, command] of lanes) {
      assert.equal((await documentOf(command, tmpdir())).weightsSha256, sha256, command)
    }
  },

  'the recorded runs: 12 of 12 equal': async ({ inPage }) => {
    await press(inPage, '4 Verdict')
    await press(inPage, 'Check 12 recorded runs')
    assert.equal(await shown(inPage, 'Your browser: \\d+ of 12 equal'), 'Your browser: 12 of 12 equal')
  },
}

/** The study, whose workers start workers. */
export const verdictPath = {
  'the race over 3 seeds ends with a verdict that says what was not tuned': async ({ inPage }) => {
    await goTo(inPage, fewSeeds)
    await press(inPage, 'Run it over 3 seeds')
    await shown(inPage, 'Nothing was tuned', 80)
    await shown(inPage, 'To end at 60 %.* 1cycle at [\\d.]+ takes .*\\(median of 3 seeds\\)')
  },
}
