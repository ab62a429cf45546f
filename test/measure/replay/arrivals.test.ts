import { expect, test } from 'vitest'
import { readLog } from '../../../src/data/tabular/log-csv.js'
import type { LoggedRun } from '../../../src/entry/index.js'
import { replayCurves } from '../../../src/measure/replay/replay.js'

/** A run that is looked at every 10 steps, up to `end`, and is at 0.9 from `time` on. */
const run = (method: string, name: string, time: number, end = 200): LoggedRun => {
  const looks = Array.from({ length: end / 10 }, (_, i) => 10 * (i + 1))
  const rows = looks.map((step) => `${step},${step >= time ? 0.9 : 0.5}`)
  return { ...readLog(name, `step,val_acc\n${rows.join('\n')}\n`), method }
}
const runs = (method: string, times: readonly number[], end?: number): LoggedRun[] =>
  times.map((time, i) => run(method, `${method} ${i + 1}`, time, end))
const replay = (curves: readonly LoggedRun[], subject?: string) =>
  replayCurves({ curves, targets: [0.8], ...(subject === undefined ? {} : { subject }) })

test('several runs of a method: the median with its interval, and each of them beside it', () => {
  const { targets, subject, curves } = replay([
    ...runs('slow', [120, 140, 100, 130, 110, 150]),
    ...runs('quick', [40, 60, 50, 40, 70, 60]),
  ])
  expect(subject).toBe('quick')
  expect(curves.map(({ method }) => method)).toEqual([...Array(6).fill('slow'), ...Array(6).fill('quick')])
  const [slow, quick] = targets[0]?.methods ?? []
  expect(slow?.first).toMatchObject({ median: 125, low: 100, high: 150, reached: 6, runs: 6, atMost: false })
  expect(quick?.first).toMatchObject({ median: 55, low: 40, high: 70 })
  expect(slow?.speedUp?.ratio).toBe(125 / 55)
  expect(slow?.speedUp?.low).toBeGreaterThan(1.5)
  expect(slow?.speedUp?.high).toBeLessThan(4.5)
  expect(quick?.speedUp).toBe(null)
  expect(targets[0]?.curves.map(({ first, speedUp }) => [first, speedUp])).toEqual(
    [120, 140, 100, 130, 110, 150, 40, 60, 50, 40, 70, 60].map((first) => [first, null]),
  )
})

test('the interval allows for the time between two looks, even where all runs of a method agree', () => {
  const { targets } = replay([...runs('slow', [120, 120, 120]), ...runs('quick', [40, 40, 40])])
  const { ratio, low, high } = targets[0]?.methods?.[0]?.speedUp ?? {}
  expect([ratio, low, high]).toEqual([3, expect.closeTo(110 / 40, 9), expect.closeTo(120 / 30, 9)])
})

test('the order of the runs does not matter: they are not paired', () => {
  const [slow, quick] = [runs('slow', [120, 140, 100]), runs('quick', [40, 60, 50])]
  const speedUp = (curves: readonly LoggedRun[]) => replay(curves, 'quick').targets[0]?.methods?.[0]?.speedUp
  const { low, high } = speedUp([...slow, ...quick]) ?? {}
  const turned = speedUp([...[...slow].reverse(), ...quick])
  expect([turned?.low, turned?.high]).toEqual([expect.closeTo(low ?? 0, 9), expect.closeTo(high ?? 0, 9)])
})

test('runs that miss: the median is censored where half of them do, and so is the speed-up', () => {
  const some = replay([...runs('slow', [120, 300, 140, 300, 100]), ...runs('quick', [40, 60, 50, 40, 70])])
  expect(some.targets[0]?.methods?.[0]?.first).toMatchObject({ median: 140, reached: 3, high: null, limit: 200 })
  expect(some.targets[0]?.methods?.[0]?.speedUp).toMatchObject({ ratio: 2.8, high: null })
  const most = replay([...runs('slow', [120, 300, 300]), ...runs('quick', [40, 60, 50])])
  expect(most.targets[0]?.methods?.[0]?.first).toMatchObject({ median: null, limit: 200 })
  expect(most.targets[0]?.methods?.[0]?.speedUp).toMatchObject({ ratio: null, atLeast: 4, text: '> 4x, censored' })
  const none = replay([...runs('slow', [300, 300, 300]), ...runs('quick', [300, 300, 300])], 'quick')
  expect(none.targets[0]?.methods?.[0]?.speedUp?.text).toBe('unknown')
  expect(none.warnings.map(({ guard }) => guard)).toContain('out-of-reach')
})

test('a log that ends before the others counts as early as it may have arrived: the median is at most what is seen', () => {
  const { targets, warnings } = replay([
    ...runs('slow', [120, 150]),
    run('slow', 'slow 3', 300, 130),
    ...runs('quick', [40, 60, 50]),
  ])
  expect(targets[0]?.methods?.[0]?.first).toMatchObject({ median: 150, atMost: true, low: 120, limit: 130 })
  expect(targets[0]?.methods?.[0]?.speedUp).toMatchObject({ ratio: null, atLeast: 130 / 50, atMost: 3 })
  expect(warnings.find(({ guard }) => guard === 'unequal-chances')?.message).toContain('130 and 200 updates for slow')
})

test('one run against several has no interval; the fewest runs are warned about', () => {
  const { targets, warnings } = replay([run('slow', 'slow', 120), ...runs('quick', [40, 60, 50])])
  expect(targets[0]?.methods?.[0]?.speedUp).toMatchObject({ ratio: 2.4, interval: 'unknown from one seed' })
  expect(warnings[0]?.message).toMatch(/^one seed/)
  const three = replay([...runs('slow', [120, 140, 100]), ...runs('quick', [40, 60, 50])])
  expect(three.warnings[0]?.message).toMatch(/^3 seeds/)
  const six = replay([...runs('slow', [120, 140, 100, 90, 80, 70]), ...runs('quick', [40, 60, 50, 40, 60, 50])])
  expect(six.warnings).toEqual([])
})

test('drops of several runs are one warning, which says of how many', () => {
  const curves = [...runs('slow', [120, 140, 100]), ...runs('quick', [40, 60, 50])]
  const { warnings, targets } = replayCurves({ curves, targets: [0.8], milestones: { slow: [110] } })
  expect(targets[0]?.methods?.map(({ followsDrop }) => followsDrop)).toEqual([1, 0])
  const drops = warnings.filter(({ guard }) => guard === 'own-drop')
  expect(drops.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^slow 1, as 1 of the 3 runs of slow, .*80 % at 120, after the drop at 110/),
  ])
})

test('the subject is who is the first at the highest target that any reaches, and the first of all where none is', () => {
  const curves = [...runs('slow', [120, 140, 100]), ...runs('quick', [40, 60, 50])]
  expect(replayCurves({ curves, targets: [0.8, 0.95] }).subject).toBe('quick')
  expect(replayCurves({ curves, targets: [0.95] }).subject).toBe('slow')
})

test('a curve tells its method unless it is the only run of one of its name, and the first of its best looks', () => {
  const { curves } = replay([run('slow', 'slow', 120), run('quick', 'quick', 40), run('quick', 'quick 2', 60)])
  expect(curves.map((curve) => curve.method)).toEqual([undefined, 'quick', 'quick'])
  expect(curves.map(({ best }) => best)).toEqual([120, 40, 60].map((step) => ({ step, accuracy: 0.9 })))
})
