import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { prepareTable } from '../../../src/data/tabular/csv.js'
import { loadNetwork } from '../../../src/entry/index.js'
import { inside, jsonInside, SPIRALS, temporaryFolder } from '../onecycle.js'

interface Report {
  readonly dataset: { readonly training: number }
  readonly validation: { readonly count: number }
  readonly evaluation: { readonly count: number }
  readonly notes: readonly string[]
}

/** 90 rows of two classes that x tells apart, y does not. */
function table(folder: string, name: string, rows = 90): string {
  const file = join(folder, name)
  const lines = Array.from(
    { length: rows },
    (_, k) => `${(k * 7) % 30},${(k * 11) % 13},${(k * 7) % 30 < 14 ? 'low' : 'high'}`,
  )
  writeFileSync(file, ['x,y,class', ...lines].join('\n'))
  return file
}

test('--validation SHARE is evaluated after each epoch and shown at the end, in text and in JSON', async () => {
  const run = [...SPIRALS, '--epochs', '2', '--validation', '0.2']
  const { validation, evaluation } = await jsonInside(run)
  expect([validation?.count, evaluation?.count]).toEqual([200, 500])
  expect((await inside(run)).stdout).toMatch(/^validation accuracy [\d.]+ %, validation loss [\d.]+, 200 rows/m)
})

test.each<[string, string[]]>([
  ['a fifth for the test', []],
  ['a test file', ['--test', 'more.csv']],
])(
  'rows held out of a table by --validation take no part in preparing it, nor do those of the test: %s',
  async (_, test) => {
    const folder = temporaryFolder()
    const data = table(folder, 'rows.csv')
    table(folder, 'more.csv', 30)
    const more = test.map((word) => (word === 'more.csv' ? join(folder, word) : word))
    const save = join(folder, 'rows.net')
    const run = ['train', '--data', data, '--epochs', '1', '--validation', '0.25', '--save', save, ...more]
    const { validation, evaluation, dataset, notes } = await jsonInside<Report>(run)
    const own = { validation: 0.25, target: 'class', seed: 1 }
    const expected = prepareTable(readFileSync(data), more.length > 0 ? own : { ...own, test: 0.2 })
    const { preparation } = await loadNetwork(readFileSync(save))
    expect(preparation).toEqual(expected.preparation)
    const counts = more.length > 0 ? [67, 23, 30] : [54, 18, 18]
    expect([dataset.training, validation.count, evaluation.count]).toEqual(counts)
    expect(notes.join('\n')).toMatch(more.length > 0 ? /23 held out by lot/ : /18 held out to validate and 18 to test/)
  },
)

test('--validation FILE is prepared as the training rows were', async () => {
  const folder = temporaryFolder()
  const data = table(folder, 'rows.csv')
  const more = table(folder, 'more.csv', 30)
  const { validation } = await jsonInside(['train', '--data', data, '--validation', more, '--epochs', '2'])
  expect(validation?.count).toBe(30)
  const { stderr: notes } = await inside([
    'train',
    '--data',
    data,
    '--validation',
    data,
    '--test',
    more,
    '--epochs',
    '2',
  ])
  expect(notes).toContain('rows.csv: THE ROWS THAT TRAINING HAD, all 90')
  const { code, stderr } = await inside([...SPIRALS, '--validation', more])
  expect([code, stderr]).toEqual([2, expect.stringContaining('train: "--validation" expected a share')])
})

test('--early-stopping ends the run after so many epochs without a better loss, keeps the best, and evaluates it', async () => {
  // at this rate the loss soon rises and falls
  const run = [...SPIRALS, '--epochs', '60', '--schedule', 'constant', '--lr', '2']
  const { stopped, epochsDone, restoredEpoch, testAccuracy, validation } = await jsonInside([
    ...run,
    '--early-stopping',
    '2',
  ])
  expect(stopped).toBe('early')
  expect(restoredEpoch).toBe(epochsDone - 3)
  expect(testAccuracy).toEqual(expect.any(Number))
  expect(validation?.count).toBe(100)
  expect((await inside([...run, '--early-stopping'])).stdout).toMatch(
    /stopped\s+after\s+\d+\s+epochs,\s+weights\s+of\s+epoch\s+\d+\s+kept/,
  )
})
