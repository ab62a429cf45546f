import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Metrics } from '../../../src/entry/index.js'
import { inside, jsonInside, SPIRALS, temporaryFolder } from '../onecycle.js'
import { flowers, houses } from '../tables.js'

const folder = temporaryFolder()
const path = (name: string) => join(folder, name)

async function saved(name: string, text: string, ...options: string[]): Promise<string> {
  writeFileSync(path(`${name}.csv`), text)
  await jsonInside(['train', '--data', path(`${name}.csv`), '--save', path(`${name}.net`), ...options])
  return path(`${name}.net`)
}

test('a table is evaluated as the test rows of training are: the same figures for the same file', async () => {
  const network = await saved('flowers', flowers(90))
  writeFileSync(path('test.csv'), flowers(30))
  const trained = await jsonInside([
    'train',
    '--data',
    path('flowers.csv'),
    '--test',
    path('test.csv'),
    '--save',
    network,
  ])
  const document = await jsonInside<Metrics & { command: string }>([
    'evaluate',
    '--network',
    network,
    '--data',
    path('test.csv'),
  ])
  expect(document).toMatchObject({
    command: 'evaluate',
    dataset: { name: 'test', count: 30, classes: 2 },
    weightsSha256: trained.weightsSha256,
    ...trained.evaluation,
  })
  const { code, stdout } = await inside(['evaluate', '--network', network, '--data', path('test.csv')])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^test accuracy [\d.]+ %/)
  expect(stdout).toMatch(/^rose +[\d.]+ %/m)
})

test('numbers are told in the unit of the target', async () => {
  const network = await saved('houses', houses(80), '--target', 'price')
  const { numbers } = await jsonInside<Metrics>(['evaluate', '--network', network, '--data', path('houses.csv')])
  expect(numbers?.rmse).toBeGreaterThan(100)
  expect(numbers?.r2).toBeGreaterThan(0.8)
})

test('a network of other data is evaluated on them, and on CSV files of plain numbers with the answers last', async () => {
  const network = path('spirals.net')
  const { evaluation } = await jsonInside([...SPIRALS, '--epochs', '2', '--save', network])
  expect(await jsonInside(['evaluate', '--network', network, '--data', 'spirals'])).toMatchObject({ ...evaluation })
  writeFileSync(path('plain.csv'), '0.1,0.2,0\n-0.3,0.1,1\n')
  expect(await jsonInside(['evaluate', '--network', network, '--data', path('plain.csv')])).toMatchObject({ count: 2 })
})

test('what does not fit is said with its file and place', async () => {
  const network = await saved('flowers', flowers(90))
  const wrong = async (text: string, ...options: string[]) => {
    writeFileSync(path('wrong.csv'), text)
    const { code, stdout, stderr } = await inside([
      'evaluate',
      '--network',
      network,
      '--data',
      path('wrong.csv'),
      ...options,
    ])
    expect(stdout).toBe('')
    expect(code).toBeGreaterThan(0)
    return stderr
  }
  expect(await wrong('width,kind\n1,rose\n')).toMatch(/^error: evaluate: "wrong.csv" expected the column "length"/)
  expect(await wrong('length,place,kind\n1,wood,tulip\n')).toMatch(
    /^error: evaluate: "wrong.csv line 2, kind" expected .*rose.*"tulip"/,
  )
  expect(await wrong('length,place,kind\n1,wood,rose\n', '--target', 'length')).toMatch(
    /^error: evaluate: "--target" expected kind/,
  )
  const { code, stderr } = await inside(['evaluate', '--network', path('flowers.csv'), '--data', path('flowers.csv')])
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^error: evaluate: "--network" expected a saved network, got .*flowers\.csv: /),
  ])
})
