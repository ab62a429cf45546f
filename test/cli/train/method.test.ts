import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createNetwork, dense, methodOptimizer, spirals, train } from '../../../src/entry/index.js'
import { sha256Hex } from '../../../src/math/sha256.js'
import { inside, jsonInside, refused, SPIRALS, temporaryFolder } from '../onecycle.js'

function methodFile(value: unknown): string {
  const path = join(temporaryFolder(), 'method.json')
  writeFileSync(path, typeof value === 'string' && value.startsWith('{') ? value : JSON.stringify(value))
  return path
}

const run = (...args: string[]) => jsonInside([...SPIRALS, '--epochs', '3', ...args])

/** The same run by the library. */
async function byLibrary(method: Parameters<typeof methodOptimizer>[0], rate: number, momentum = 0.9) {
  const { training } = spirals()
  const network = await createNetwork({ inputs: 2, layers: [dense(16, 'relu'), dense(2)], seed: 1 })
  await train(network, training, {
    ...{ epochs: 3, batchSize: 50, seed: 1 },
    optimizer: ({ totalSteps, epochs }) =>
      methodOptimizer(method, { totalSteps, epochs, rate, weightDecay: 0, momentum }),
  })
  return network.sha256()
}

test('a schedule by its name is the same run as a method of that name', async () => {
  for (const name of ['constant', 'one-cycle']) {
    const method = await run('--method', name, '--peak', '0.05')
    const schedule = await run('--schedule', name, '--lr', '0.05')
    expect(method.weightsSha256).toBe(schedule.weightsSha256)
    expect([method.schedule, method.method, schedule.method]).toEqual([name, name, null])
  }
})

test('a method that only compare has, and one that is described, end with the weights of methodOptimizer', async () => {
  const described = { name: 'slow Adam', optimizer: 'adam', schedule: 'linear', momentum: 0.8 }
  for (const [method, given] of [
    ['linear-with-ramp', 'linear-with-ramp'],
    ['one-cycle-no-ramp', methodFile('one-cycle-no-ramp')],
    [described, methodFile(described)],
  ] as const) {
    const document = await run('--method', given, '--peak', '0.02')
    expect(document.weightsSha256).toBe(await byLibrary(method, 0.02))
    expect(document.method).toEqual(method)
    expect(document.schedule).toBe(typeof method === 'string' ? method : method.name)
  }
})

test('momentum and weight decay reach the method, and its optimizer says the rate by default', async () => {
  const fixed = await run('--method', 'one-cycle-fixed-momentum', '--momentum', '0.5')
  expect(fixed.weightsSha256).toBe(await byLibrary('one-cycle-fixed-momentum', 0.1, 0.5))
  const decayed = await run('--method', 'one-cycle-fixed-momentum', '--momentum', '0.5', '--weight-decay', '0.01')
  expect(decayed.weightsSha256).not.toBe(fixed.weightsSha256)
  const adam = await run('--method', methodFile({ name: 'plain Adam', optimizer: 'adam' }))
  expect(adam.hyperparameters).toMatchObject({ learningRate: { value: 0.01 } })
})

test('the dialect of a method that is made of 1cycle is chosen, and refused beside any other', async () => {
  const plain = await run('--method', 'one-cycle-no-ramp')
  const paper = await run('--method', 'one-cycle-no-ramp', '--dialect', 'paper')
  expect(paper.weightsSha256).not.toBe(plain.weightsSha256)
  const { code, words } = await refused([...SPIRALS, '--method', 'cosine', '--dialect', 'paper'])
  expect([code, words]).toEqual([2, expect.stringMatching(/--dialect.*cosine/)])
})

test('a module beside the file makes the optimizer, and the document has its SHA-256', async () => {
  const folder = temporaryFolder()
  const text = `import { sgd } from '${new URL('../../../dist/entry/index.js', import.meta.url)}'
export default ({ rate }) => sgd({ learningRate: rate, momentum: 0 })
`
  writeFileSync(join(folder, 'bare.mjs'), text)
  const path = join(folder, 'method.json')
  writeFileSync(path, JSON.stringify({ name: 'bare', module: './bare.mjs' }))
  const document = await run('--method', path)
  expect(document.method).toEqual({ name: 'bare', sha256: sha256Hex(new TextEncoder().encode(text)) })
  expect(document.weightsSha256).toBe(await byLibrary('constant', 0.1, 0))
})

test.each([
  ['a name that no method has', ['--method', 'linear-with-rump'], 2, 'linear-with-ramp'],
  ['--schedule as well', ['--method', 'linear', '--schedule', 'linear'], 2, '--schedule'],
  ['--anneal as well', ['--method', 'one-cycle', '--anneal', 'linear'], 2, '--anneal'],
  ['--optimizer as well', ['--method', 'linear', '--optimizer', 'adam'], 2, '--optimizer'],
  ['a file that is not there', ['--method', 'none.json'], 1, 'none.json'],
])('%s is refused before the work', async (_, args, code, words) => {
  const error = await refused([...SPIRALS, ...args])
  expect(error.code).toBe(code)
  expect(error.words).toContain(words)
})

test.each([
  ['no JSON', '{', 1, 'one method as JSON'],
  ['a list', ['linear'], 1, 'a name or an object'],
  ['no name', { schedule: 'linear' }, 2, 'name'],
  ['an unknown name', 'linaer', 1, 'linaer'],
  ['an unknown optimizer', { name: 'a', optimizer: 'adan' }, 2, 'adan'],
  ['a misspelt part', { name: 'a', shedule: 'linear' }, 2, 'did you mean schedule?'],
])('a file with %s is refused', async (_, value, code, words) => {
  const error = await refused([...SPIRALS, '--method', methodFile(value)])
  expect(error.code).toBe(code)
  expect(error.words).toMatch(/^train: /)
  expect(error.words).toContain(words)
})

test('the summary for people names the method', async () => {
  const { stdout } = await inside([...SPIRALS, '--epochs', '1', '--method', 'linear-with-ramp'])
  expect(stdout).toContain('linear-with-ramp: ')
})
