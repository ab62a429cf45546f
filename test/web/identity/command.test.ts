import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandOf } from '../../../web/src/identity/command.ts'
import { readTable } from '../../../web/src/problem/files/table.ts'
import type { OwnFacts } from '../../../web/src/problem/own-rows.ts'
import { ownWords } from '../../../web/src/problem/own-words.ts'
import { firstLab, type Lane, type Problem } from '../../../web/src/state/lab.ts'
import { LaneRun } from '../../../web/src/work/lane/run.ts'
import { wholeRun } from '../../../web/src/work/whole-runs/whole-run.ts'
import { json } from '../../cli/onecycle.ts'

const small: Problem = { ...firstLab.problem, data: 'spirals', batchSize: 50, epochs: 2, seed: 3 }
const dense = (outputs: number, activation?: string) => ({ kind: 'dense', outputs, ...(activation && { activation }) })

test('the options of a perceptron are --hidden and --activation; any other network is a file', () => {
  const words = (layers: Problem['layers']) => commandOf({ method: 'linear', rate: 0.1 }, { ...small, layers })
  expect(words([dense(32, 'relu'), dense(8, 'relu'), dense(2)])).toEqual({
    text: 'npx onecycle-cli train --data spirals --hidden 32,8 --batch-size 50 --epochs 2 --seed 3 --method linear --peak 0.1',
    files: [],
  })
  expect(words([dense(8, 'tanh'), dense(2)]).text).toContain('--hidden 8 --activation tanh --batch')
  expect(words([dense(2)]).text).toContain('--hidden none --batch')
  for (const layers of [
    [dense(8, 'tanh'), dense(8, 'relu'), dense(2)],
    [dense(8), dense(2)],
    [dense(8, 'relu'), { kind: 'batchNorm' }, dense(2)],
    [{ ...dense(8, 'relu'), initialization: 'glorot' }, dense(2)],
    [dense(8, 'relu'), dense(2, 'relu')],
  ]) {
    const { text, files } = words(layers)
    expect(text).toContain('--network network.json')
    expect(files.map(({ name, text }) => [name, JSON.parse(text)])).toEqual([['network.json', { layers }]])
  }
})

test.each<[string, Omit<Lane, 'id'>, Problem['layers']]>([
  ['a built-in schedule', { method: 'one-cycle', rate: 0.2, dialect: 'paper' }, [dense(16, 'relu'), dense(2)]],
  ['a method of compare alone', { method: 'linear-with-ramp', rate: 0.05 }, [dense(8, 'tanh'), dense(2)]],
  [
    'a described method and network',
    { method: { name: 'mine', optimizer: 'adam', schedule: 'cosine' }, rate: 0.01 },
    [dense(8), { kind: 'batchNorm' }, { kind: 'activation', activation: 'relu' }, dense(2)],
  ],
])('the command of %s ends with the weights of the lane', async (_, lane, layers) => {
  const problem = { ...small, layers }
  const { text, files } = commandOf(lane, problem)
  const cwd = mkdtempSync(join(tmpdir(), 'onecycle-command-'))
  for (const file of files) writeFileSync(join(cwd, file.name), file.text)
  const [npx, name, ...args] = text.split(' ')
  expect([npx, name]).toEqual(['npx', 'onecycle-cli'])
  expect((await json(args, { cwd })).weightsSha256).toBe(await wholeRun({ name: '', lane, problem }))
})

test('the command of a table ends with the weights of the lane, whatever the seed', async () => {
  const name = 'flowers.csv'
  const rows = Array.from({ length: 90 }, (_, i) => `${(i * 37) % 11},${i % 7},${['a', 'b', 'c'][i % 3]}`)
  const text = `x,y,kind\n${rows.join('\n')}\n`
  const cwd = mkdtempSync(join(tmpdir(), 'onecycle-own-'))
  writeFileSync(join(cwd, name), text)
  const layers = [
    { kind: 'dense', outputs: 8, activation: 'relu' },
    { kind: 'dense', outputs: 3 },
  ]
  const problem: Problem = { ...firstLab.problem, data: 'own', layers, batchSize: 16, epochs: 3, seed: 4 }
  const lane = { method: 'one-cycle', rate: 0.3 } as const
  const data = readTable({ name, bytes: new TextEncoder().encode(text) }, 2, problem.seed)
  const run = await LaneRun.start({ problem, lane, data })
  run.advance(run.totalSteps, Infinity)
  const facts = { name, files: [{ name, bytes: 1, sha256: null }], columns: ['x', 'y', 'kind'], target: 2 }
  const words = ownWords(facts as unknown as OwnFacts)
  const [, , ...args] = commandOf(lane, problem, words).text.split(' ')
  expect((await json(args, { cwd })).weightsSha256).toBe(run.end?.sha256)
})
