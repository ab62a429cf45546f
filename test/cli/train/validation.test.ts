import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inside, jsonInside, SPIRALS, temporaryFolder } from '../onecycle.js'

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

test('--validation FILE is prepared as the training rows were', async () => {
  const folder = temporaryFolder()
  const data = table(folder, 'rows.csv')
  const more = table(folder, 'more.csv', 30)
  const { validation } = await jsonInside(['train', '--data', data, '--validation', more, '--epochs', '2'])
  expect(validation?.count).toBe(30)
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
