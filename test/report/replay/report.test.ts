import { expect, test } from 'vitest'
import { readLog } from '../../../src/data/tabular/log-csv.js'
import { replayCurves } from '../../../src/measure/replay/replay.js'
import { replayHeadline } from '../../../src/report/replay/headline.js'
import { replayReport } from '../../../src/report/replay/report.js'
import { replayCsv } from '../../../src/report/replay/results-csv.js'
import { describePublished } from '../../measure/replay/published.js'
import { expectSelfContained, made } from '../pages.js'

const slow = readLog('slow, <b>', 'step,test_acc\n10,0.2\n40,0.6\n80,0.8\n')
const quick = readLog('quick', 'step,test_acc\n10,0.6\n20,0.9\n')
const replay = replayCurves({ curves: [slow, quick], targets: [0.5, 0.9] })

test('a replay is one page that needs nothing but itself, with its answer, its speed-ups and its warnings', () => {
  const html = replayReport(replay, made)
  expectSelfContained(html)
  for (const text of ['4.00x', '&gt; 4x, censored', 'slow, &lt;b&gt;']) expect(html).toContain(text)
  expect(replay.warnings.map(({ guard }) => guard)).toEqual(['few-seeds', 'unequal-chances', 'test-chosen'])
  for (const { guard } of replay.warnings) expect(html).toContain(`<strong>${guard.replaceAll('-', ' ')}</strong>`)
})

test('a log of 150,000 looks, more than the arguments that a call takes, has its report', () => {
  const lines = Array.from({ length: 150_000 }, (_, i) => `${i + 1},${(1 - 1 / (2 + i)).toFixed(6)}`)
  const long = readLog('long', `step,test_acc\n${lines.join('\n')}\n`)
  expect(replayReport(replayCurves({ curves: [slow, long], targets: [0.5] }))).toContain('150,000')
})

test('a replay as CSV has a row for every target and curve, and empty cells for hits that never came', () => {
  expect(replayCsv(replay).trimEnd().split('\n')).toEqual([
    'target,curve,first_hit,sustained_hit,follows_drop,speed_up,speed_up_at_least',
    '0.5,"slow, <b>",40,40,,4,',
    '0.5,quick,10,10,,,',
    '0.9,"slow, <b>",,,,,4',
    '0.9,quick,20,20,,,',
  ])
})

const runs = (method: string, hits: readonly (readonly [number, number])[]) =>
  hits.map(([first, second], i) => ({
    ...readLog(`${method}, ${i + 1}`, `step,val_acc\n5,0.2\n${first},0.6\n${second},0.9\n100,0.9\n`),
    method,
  }))
const several = replayCurves({
  curves: [
    ...runs('slow', [
      [40, 80],
      [50, 90],
      [45, 99],
    ]),
    ...runs('quick <b>', [
      [10, 20],
      [15, 30],
      [12, 25],
    ]),
  ],
  targets: [0.5, 0.9, 0.95],
  milestones: { slow: [44] },
})

test('of several runs a page has a stroke a method, a row for each and one for each run, and says how intervals are made', () => {
  const html = replayReport(several, made)
  expectSelfContained(html)
  expect(html.match(/<ul class="legend">.*<\/ul>/)?.[0].match(/<li>/g)).toHaveLength(2)
  for (const text of [
    '50 % slow',
    'slow, 1',
    'quick &lt;b&gt;, 3',
    '<dt>a run of</dt><dd>slow</dd>',
    'Welch',
    '3.75x',
    '2/3',
  ]) {
    expect(html).toContain(text)
  }
})

test('its headline is of medians, with the interval', () => {
  const { interval } = several.targets[1]?.methods?.[0]?.speedUp ?? {}
  expect(replayHeadline(several)).toBe(
    `quick <b> first shows 90 % after 25 updates (median of 3 runs), slow after 90 (median of 3 runs): 3.60x (95 % interval ${interval}). ` +
      'No run is paired with another.',
  )
  const never = { ...several, targets: several.targets.slice(2) }
  expect(replayHeadline(never)).toBe('quick <b> reaches none of the targets in more than half of its runs.')
})

test('as CSV: a row for each method, with its intervals, above one for each of its runs', () => {
  const { low, high } = several.targets[0]?.methods?.[0]?.speedUp ?? {}
  expect(replayCsv(several).split('\n').slice(0, 6)).toEqual([
    'target,method,curve,first_hit,sustained_hit,follows_drop,reached,runs,first_hit_low,first_hit_high,speed_up,speed_up_at_least,speed_up_low,speed_up_high',
    `0.5,slow,,45,45,2,3,3,40,50,3.75,,${low},${high}`,
    '0.5,slow,"slow, 1",40,40,,,,,,,,,',
    '0.5,slow,"slow, 2",50,50,44,,,,,,,,',
    '0.5,slow,"slow, 3",45,45,44,,,,,,,,',
    '0.5,quick <b>,,12,12,0,3,3,10,15,,,,',
  ])
})

describePublished('the report of a replay of figure 1a', ({ clr, multistep }) => {
  const published = replayCurves({ curves: [clr, multistep], targets: [0.85, 0.9, 0.92] })
  const html = replayReport(published, made)

  test('needs nothing but itself and is well-formed', () => expectSelfContained(html))

  test('begins with the answer, and has the speed-ups and the warning of the drops', () => {
    expect(replayHeadline(published)).toBe(
      'smith-fig1a-clr first shows 92 % after 9,700 updates, smith-fig1a-lr35 never does in 80,000: > 8x, censored. One run ' +
        'each, so there is no interval.',
    )
    for (const text of ['5.77x', '7.48x', '&gt; 8x, censored', 'right after drops of its own rate']) {
      expect(html).toContain(text)
    }
  })

  test('the CSV has a row for every target and curve', () => {
    expect(replayCsv(published).split('\n').slice(0, 3)).toEqual([
      'target,curve,first_hit,sustained_hit,follows_drop,speed_up,speed_up_at_least',
      '0.85,smith-fig1a-clr,8700,8700,,,',
      `0.85,smith-fig1a-lr35,50200,50200,50000,${50200 / 8700},`,
    ])
    expect(replayCsv(published)).toContain(`\n0.92,smith-fig1a-lr35,,,,,${80000 / 9700}\n`)
  })
})
