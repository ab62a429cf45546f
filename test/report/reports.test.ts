import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { replayCurves } from '../../src/measure/replay/replay.js'
import { compare } from '../../src/measure/study/study.js'
import { replayReport } from '../../src/report/replay/report.js'
import { replayCsv } from '../../src/report/replay/results-csv.js'
import { replayHeadline, studyHeadline } from '../../src/report/study/headline.js'
import { studyReport } from '../../src/report/study/report.js'
import { studyCsv } from '../../src/report/study/results-csv.js'
import { decadesFromBest, fakeRunner, tinyStudy } from '../measure/study/trials.js'

const made = {
  machine: [['runtime', 'node <20>']] as const,
  command: "onecycle compare --out 'a b.html'",
  document: { answer: '</script>' },
}

/** Every tag is closed in its order; void elements and SVG's self-closed ones aside. */
function unclosed(html: string): string[] {
  const open: string[] = []
  const bare = html.replace(/<script type="application\/json"[\s\S]*?<\/script>/g, '')
  for (const [, slash, name = '', end] of bare.matchAll(/<(\/?)([a-z0-9]+)[^>]*?(\/?)>/g)) {
    if (['meta', 'br'].includes(name) || end === '/') continue
    if (slash !== '/') open.push(name)
    else if (open.pop() !== name) return [...open, name]
  }
  return open
}

function expectSelfContained(html: string): void {
  expect(unclosed(html)).toEqual([])
  expect(html).not.toMatch(/https?:|src=|href=|url\(|@import/)
  expect(html).not.toMatch(/NaN|Infinity|undefined/)
  const data = /<script type="application\/json" id="data">(.*?)<\/script>/.exec(html)?.[1] ?? ''
  expect(JSON.parse(data)).toEqual(made.document)
  expect(html).toContain('node &lt;20&gt;')
  expect(html).toContain('onecycle compare --out &#39;a b.html&#39;')
}

describe('the report of a study', async () => {
  const runner = fakeRunner(({ method, rate, epochs, seed }, epoch) => {
    if (method === 'cosine' && seed === 2) return null
    const whole = epoch === (method === 'constant' ? 4 : epochs)
    return (whole ? 0.8 + (method === 'one-cycle' ? 0.045 : 0.035) * epoch : 0.5) - 0.02 * decadesFromBest(rate)
  })
  const schedules = ['constant', 'step', 'linear', 'cosine', 'one-cycle', 'one-cycle-no-warmup'] as const
  const study = await compare(tinyStudy({ schedules, targets: [0.87, 0.93, 0.99] }), { runner })
  const html = studyReport(study, made)

  test('needs nothing but itself and is well-formed', () => expectSelfContained(html))

  test('begins with the answer, and the answer is in it', () => {
    expect(studyHeadline(study)).toBe(
      'To end at 93 % of the held-out rows one-cycle takes 4 epochs (median of 6 seeds), and its nearest rival, constant, 4 ' +
        'epochs: a speed-up of 1.00x (95 % interval: 1.00x to 1.00x). Over the others: step 1.00x, linear 1.00x, cosine ' +
        '1.00x, one-cycle-no-warmup 1.00x.',
    )
    expect(html).toContain(`<p class="answer">${studyHeadline(study)}</p>`)
    expect(html.indexOf('class="answer"')).toBeLessThan(html.indexOf('<svg'))
  })

  test('shows every schedule in legend, tables and figures, every target, and every warning', () => {
    for (const schedule of schedules) {
      expect(html).toContain(`accuracy against the rate of ${schedule}`)
      if (schedule !== 'one-cycle') expect(html).toContain(`speed-up of one-cycle over ${schedule} against the target`)
    }
    for (const target of ['87 %', '93 %', '99 %']) expect(html).toContain(`To end at ${target}`)
    expect(study.warnings.map(({ guard }) => guard)).toEqual(['out-of-reach'])
    for (const { message } of study.warnings) expect(html).toContain(message)
  })

  test('a fair study says so', async () => {
    const fair = await compare(tinyStudy({ schedules: ['linear', 'one-cycle'] }), { runner })
    expect(studyReport(fair, made)).toContain('No warnings: every guard found the comparison fair.')
  })

  test('the CSV has a row for every scored run, and empty cells where a run diverged', () => {
    const [head, ...rows] = studyCsv(study).trimEnd().split('\n') as [string, ...string[]]
    expect(rows).toHaveLength(schedules.length * 3 * 6)
    expect(rows.every((row) => row.split(',').length === head.split(',').length)).toBe(true)
    expect(rows).toContain('cosine,1,2,0.1,1,diverged,,,,,')
    const { validation, test: unseen } =
      study.budgets.find(({ schedule }) => schedule === 'linear') ?? study.budgets[0] ?? {}
    const loss = 1 - (validation?.median ?? 0)
    expect(rows).toContain(`linear,1,1,0.1,9,completed,1,${validation?.median},${loss},${unseen?.median},${loss}`)
  })
})

describe('headlines', () => {
  const arriving = (epochsOf: Record<string, number>) =>
    fakeRunner(({ method, epochs }, epoch) => {
      const length = method === 'constant' ? epoch : epochs
      return length >= (epochsOf[method] ?? Infinity) && (method === 'constant' || epoch === epochs) ? 0.95 : 0.5
    })

  test('a loss is told as one: where the subject never arrives, that is said first', async () => {
    const study = await compare(tinyStudy(), { runner: arriving({ constant: 2, linear: 4 }) })
    expect(studyHeadline(study)).toBe(
      'To end at 90 % one-cycle takes more than 4 epochs (median of 6 seeds), where constant takes 2 and linear takes 4.',
    )
  })

  test('a gain is told with its interval, a rival that never arrives as censored', async () => {
    const study = await compare(tinyStudy(), { runner: arriving({ constant: 4, 'one-cycle': 1 }) })
    expect(studyHeadline(study)).toBe(
      'To end at 90 % of the held-out rows one-cycle takes 1 epoch (median of 6 seeds), and its nearest rival, constant, 4 ' +
        'epochs: a speed-up of 4.00x (95 % interval: 4.00x to 4.00x). Over the others: linear > 4x, censored.',
    )
  })

  test('where nobody arrives, nothing is claimed', async () => {
    const study = await compare(tinyStudy({ seeds: 1 }), { runner: arriving({}) })
    expect(studyHeadline(study)).toBe('No schedule ends at 90 % within 4 epochs in more than half of its runs.')
  })
})

describe('the report of a replay', () => {
  const folder = join(process.env.ONECYCLE_DATA ?? '../shared/data', 'super-convergence')
  const curves = ['smith-fig1a-clr', 'smith-fig1a-lr35'].map((name) => {
    return { name, text: readFileSync(join(folder, `${name}.csv`), 'utf8') }
  })
  const replay = replayCurves({ curves, targets: [0.85, 0.9, 0.92] })
  const html = replayReport(replay, made)

  test('needs nothing but itself and is well-formed', () => expectSelfContained(html))

  test('begins with the answer, and has the speed-ups and the warning of the drops', () => {
    expect(replayHeadline(replay)).toBe(
      'smith-fig1a-clr first shows 92 % after 9,700 updates, smith-fig1a-lr35 never does in 80,000: > 8x, censored. One run ' +
        'each, so there is no interval.',
    )
    for (const text of ['5.77x', '7.48x', '&gt; 8x, censored', 'right after drops of its own rate']) {
      expect(html).toContain(text)
    }
  })

  test('the CSV has a row for every target and curve', () => {
    expect(replayCsv(replay).split('\n').slice(0, 3)).toEqual([
      'target,curve,first_hit,sustained_hit,follows_drop,speed_up,speed_up_at_least',
      '0.85,smith-fig1a-clr,8700,8700,,,',
      `0.85,smith-fig1a-lr35,50200,50200,50000,${50200 / 8700},`,
    ])
    expect(replayCsv(replay)).toContain(`\n0.92,smith-fig1a-lr35,,,,,${80000 / 9700}\n`)
  })
})
