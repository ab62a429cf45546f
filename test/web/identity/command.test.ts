import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createNetwork, methodOptimizer, train } from 'onecycle'
import { expect, test } from 'vitest'
import { commandOf } from '../../../web/src/identity/command.ts'
import { builtInData, inputsOf } from '../../../web/src/problem/data.ts'
import { firstLab, type Lane, MOMENTUM, type Problem } from '../../../web/src/state/lab.ts'
import { json } from '../../cli/onecycle.ts'

const small: Problem = { ...firstLab.problem, data: 'spirals', batchSize: 50, epochs: 2, seed: 3 }
const dense = (outputs: number, activation?: string) => ({ kind: 'dense', outputs, ...(activation && { activation }) })

/** As a lane of the page trains. */
async function byPage({ method, rate, dialect }: Omit<Lane, 'id'>, problem: Problem): Promise<string> {
  const { batchSize, epochs, seed } = problem
  const data = builtInData('spirals', seed)
  const network = await createNetwork({ inputs: inputsOf(data), layers: problem.layers as never, seed })
  const run = { epochs, rate, weightDecay: 0, momentum: MOMENTUM, ...(dialect && { dialect }) }
  const optimizer = ({ totalSteps }: { totalSteps: number }) => methodOptimizer(method, { ...run, totalSteps })
  await train(network, data.training, { batchSize, epochs, seed, optimizer })
  return network.sha256()
}

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
  expect((await json(args, { cwd })).weightsSha256).toBe(await byPage(lane, problem))
})
