/** What races leave behind. */
import assert from 'node:assert/strict'
import { heldBy } from '../engines/held.mjs'
import { addressOf, small, toTheEnd } from './story.mjs'

const RACES = 10
/**
 * Megabytes that the second half of the races may have more than the first, while engines still note how the page runs; and
 * less than the workers of a race take each time, were they left behind
 */
const HEAP = 1
const OWN = 40

/**
 * So many races one after the other, each of another seed, and the bytes that are held after each.
 *
 * @param onRace called after each with its number and the session of the page
 */
export async function races(open, count, onRace = async () => {}) {
  const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: small }))
  const session = await page.context().newCDPSession(page)
  const held = await heldBy(page)
  const seen = []
  for (let seed = 1; seed <= count; seed++) {
    if (seed > 1) {
      await page.evaluate(
        (hash) => {
          location.hash = hash
        },
        addressOf({ screen: 'race', pace: 0, problem: { ...small, seed } }),
      )
    }
    await toTheEnd(page)
    seen.push(await held())
    await onRace(seed, session)
  }
  return seen
}

export const memory = {
  [`memory is flat over ${RACES} races: the heap within ${HEAP} MB, the renderer within ${OWN} MB`]: async ({
    open,
  }) => {
    const seen = await races(open, RACES)
    for (const [name, bound] of Object.entries({ heap: HEAP, own: OWN })) {
      const values = seen.map((race) => race[name] / 1e6)
      const grown = Math.min(...values.slice(RACES / 2)) - Math.min(...values.slice(1, RACES / 2))
      assert.ok(!(grown > bound), `${name} has ${grown} MB more: ${values.join(', ')}`)
    }
  },
}
