import { expect, test } from 'vitest'
import { readLog } from '../../../src/data/tabular/log-csv.js'
import { replayCurves } from '../../../src/measure/replay/replay.js'
import { replayReport } from '../../../src/report/replay/report.js'
import { replayCsv } from '../../../src/report/replay/results-csv.js'
import { replayHeadline } from '../../../src/report/study/headline.js'
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

test('a replay as CSV has a row for every target and curve, and empty cells for hits that never came', () => {
  expect(replayCsv(replay).trimEnd().split('\n')).toEqual([
    'target,curve,first_hit,sustained_hit,follows_drop,speed_up,speed_up_at_least',
    '0.5,"slow, <b>",40,40,,4,',
    '0.5,quick,10,10,,,',
    '0.9,"slow, <b>",,,,,4',
    '0.9,quick,20,20,,,',
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
