/** Whether the page keeps what races leave behind: 50 of them, each of other runs, the first ten beside the last ten. */
import { races } from '../../test/web/browser/tests/memory.mjs'
import { median } from './numbers.mjs'

const RACES = 50
const TEN = 10
/** megabytes that count as flat: less than one worker of each race would leave behind */
const HEAP = 1
const OWN = 20

export async function memory(fresh) {
  const seen = await fresh(({ open }) => races(open, RACES))
  const row = (what, name, bound) => {
    const values = seen.map((race) => race[name] / 1e6)
    const [before, after] = [median(values.slice(0, TEN)), median(values.slice(-TEN))]
    const grown = after - before
    return {
      what: `${what} over ${RACES} races`,
      seen: `first ten ${before.toFixed(1)} MB, last ten ${after.toFixed(1)} MB`,
      asked: `<= +${bound} MB`,
      holds: grown <= bound,
      values,
    }
  }
  return [
    row("the page's heap after a forced collection", 'heap', HEAP),
    row("the renderer's private memory", 'own', OWN),
  ]
}
