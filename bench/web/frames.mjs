/** Whether the page stays smooth while four lanes train: the times between its frames, over whole races. */
import { addressOf, toTheEnd } from '../../test/web/browser/tests/story.mjs'
import { digits, median, quantile } from './numbers.mjs'

const RACES = 5
const EPOCHS = 10
const BOUND = 17

export async function frames(fresh) {
  const races = []
  for (let i = 0; i < RACES; i++) races.push(await fresh(race))
  const p95 = races.map((times) => quantile(times, 0.95))
  const count = races.reduce((sum, { length }) => sum + length, 0)
  return [
    {
      what: 'frame time, 95th percentile, four lanes of 784-128-10 at full speed',
      seen: `median ${median(p95).toFixed(1)} ms, worst ${Math.max(...p95).toFixed(1)} ms of ${RACES} (${count} frames)`,
      asked: `< ${BOUND} ms`,
      holds: median(p95) < BOUND,
      values: p95,
    },
  ]
}

/** The milliseconds from each frame to the next, from before play to the end. */
async function race({ open }) {
  const page = await open({}, addressOf({ screen: 'race', pace: 0, problem: digits(EPOCHS) }))
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  // the workers of the lanes are started, and wait
  await page.waitForTimeout(2000)
  await page.evaluate(() => {
    globalThis.times = []
    const frame = (now) => {
      globalThis.times.push(now)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  await toTheEnd(page)
  return page.evaluate(() => globalThis.times.slice(1).map((time, i) => time - globalThis.times[i]))
}
