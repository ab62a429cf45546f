import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadNetwork, spirals } from '../../../src/entry/index.js'
import { cars } from '../../examples/tables.js'
import { inside, json, jsonInside, onecycle, project, refused, SPIRALS, temporaryFolder } from '../onecycle.js'

test('train without options: 1cycle on the digits, one JSON document with every key of the contract', async () => {
  const result = await json(['train'])
  expect(result).toEqual({
    command: 'train',
    seed: 1,
    engine: { name: 'wasm', runtime: 'node', version: process.versions.node },
    threads: 1,
    dataset: { name: 'digits', training: 10000, test: 2000, inputs: 784, classes: 10 },
    network: { name: null, layers: [784, 128, 10], parameters: 785 * 128 + 129 * 10 },
    optimizer: 'sgd',
    schedule: 'one-cycle',
    method: null,
    hyperparameters: expect.objectContaining({ learningRate: expect.objectContaining({ peak: 0.1, totalSteps: 237 }) }),
    epochs: 3,
    batchSize: 128,
    steps: 237,
    seconds: expect.any(Number),
    stepsPerSecond: result.steps / result.seconds,
    finalLoss: expect.any(Number),
    testLoss: expect.any(Number),
    testAccuracy: expect.any(Number),
    weightsSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    stopped: 'completed',
    loss: 'softmaxCrossEntropy',
    target: null,
    notes: null,
    evaluation: expect.objectContaining({ loss: result.testLoss, accuracy: result.testAccuracy, count: 2000 }),
    baseline: { className: expect.stringMatching(/^\d$/), accuracy: expect.closeTo(0.1, 1) },
    validation: null,
    restoredEpoch: null,
    augment: null,
    epochsDone: 3,
  })
  expect(result.seconds).toBeGreaterThan(0)
  expect(result.finalLoss).toBeLessThan(0.5)
  expect(result.testAccuracy).toBeGreaterThan(0.95)
})

test('two processes and all three engines end with the same weights and the same figures', async () => {
  const args = [...SPIRALS, '--epochs', '5', '--weight-decay', '0.001', '--nesterov']
  const engines = ['wasm', 'wasm', 'js', join(project, 'build/core.debug.wasm')]
  const results = await Promise.all(engines.map((engine) => json([...args, '--engine', engine])))
  const [first, ...others] = results.map(({ seconds, stepsPerSecond, engine, ...rest }) => rest)
  for (const other of others) expect(other).toEqual(first)
  expect(results.map(({ engine }) => engine.name)).toEqual(engines)
})

test('digits, too, train to the same weights in WebAssembly and in plain JavaScript', async () => {
  const args = ['train', '--epochs', '1', '--hidden', '20', '--activation', 'tanh', '--seed', '7']
  const [wasm, js] = await Promise.all([json(args), json([...args, '--engine', 'js'])])
  expect(js.weightsSha256).toBe(wasm.weightsSha256)
})

test('every option reaches the run: each changes the weights, and another seed does', async () => {
  const variants = [
    [],
    ['--seed', '2'],
    ['--epochs', '4'],
    ['--batch-size', '40'],
    ['--hidden', '16,4'],
    ['--activation', 'tanh'],
    ['--peak', '0.05'],
    ['--dialect', 'paper'],
    ['--anneal', 'linear'],
    ['--momentum', '0.9'],
    ['--weight-decay', '0.01'],
    ['--nesterov'],
    ['--schedule', 'cosine'],
    ['--optimizer', 'adam'],
    ['--optimizer', 'adamw', '--weight-decay', '0.01'],
    ['--optimizer', 'rmsprop'],
    ['--loss', 'binaryCrossEntropy'],
    ['--loss', 'mse'],
    ['--loss', 'mae'],
    ['--loss', 'huber'],
    ['--clip-norm', '0.1'],
    ['--class-weights', '0=2'],
    ['--early-stopping'],
  ]
  const hashes = new Set<unknown>()
  for (const variant of variants)
    hashes.add((await jsonInside([...SPIRALS, '--epochs', '3', ...variant])).weightsSha256)
  expect(hashes.size).toBe(variants.length)
})

test('--lr names the same rate as --peak, and 0.1 is what a run with neither uses', async () => {
  const runs = [[], ['--peak', '0.1'], ['--lr', '0.1'], ['--lr', '0.1', '--peak', '0.1']]
  const hashes = new Set<unknown>()
  for (const run of runs) hashes.add((await jsonInside([...SPIRALS, '--epochs', '2', ...run])).weightsSha256)
  expect(hashes.size).toBe(1)
})

test('momentum cycles from 0.95 to 0.85 with one-cycle, is fixed by --momentum, and 0.9 with other schedules', async () => {
  const folder = temporaryFolder()
  const momentum = async (name: string, args: string[]) => {
    const file = join(folder, name)
    await jsonInside([...SPIRALS, '--epochs', '5', '--history', file, ...args])
    const [head, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(head).toBe('step,epoch,learning_rate,momentum,loss,validation_loss,validation_accuracy')
    expect(rows).toHaveLength(100)
    const values = rows.map((row) => Number(row.split(',')[3]))
    return [values[0], Math.min(...values), values[99]]
  }
  const [first, least, last] = await momentum('a.csv', [])
  expect([first, last]).toEqual([0.95, 0.95])
  expect(least).toBeCloseTo(0.85, 3)
  expect(await momentum('b.csv', ['--momentum', '0.8'])).toEqual([0.8, 0.8, 0.8])
  expect(await momentum('c.csv', ['--schedule', 'linear'])).toEqual([0.9, 0.9, 0.9])
})

test('--hidden none is a linear classifier, as is an empty text', async () => {
  const run = (hidden: string) => jsonInside(['train', '--data', 'spirals', '--hidden', hidden, '--epochs', '1'])
  const none = await run('none')
  const empty = await run('')
  expect(none.network).toEqual({ name: null, layers: [2, 2], parameters: 6 })
  expect(empty.weightsSha256).toBe(none.weightsSha256)
})

test('--save writes a network that the library loads: same weights, same accuracy', async () => {
  const file = join(temporaryFolder(), 'spirals.net')
  const result = await jsonInside([...SPIRALS, '--epochs', '20', '--save', file])
  const network = await loadNetwork(new Uint8Array(readFileSync(file)))
  expect(network.sha256()).toBe(result.weightsSha256)
  expect(network.evaluate(spirals({ seed: 1 }).test).accuracy).toBe(result.testAccuracy)
})

test('the spirals command of --help reaches 0.99 with each of the seeds 1, 2, 3', async () => {
  const { stdout } = await inside(['train', '--help'])
  const line = /onecycle (train --data spirals .*)/.exec(stdout)?.[1] as string
  expect(line).toBe('train --data spirals --hidden 64,64 --epochs 50 --batch-size 20')
  for (const seed of ['1', '2', '3']) {
    const { testAccuracy } = await jsonInside([...line.split(' '), '--seed', seed])
    expect(testAccuracy).toBeGreaterThanOrEqual(0.99)
  }
})

test('a run that diverges exits with 1 and names step and remedy; its document has null for what there is not', async () => {
  const args = [...SPIRALS, '--optimizer', 'sgd', '--peak', '1e30', '--epochs', '5', '--json']
  const { code, stdout, stderr } = await inside(args)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^error: train: "run" expected .* after \d+ updates; .*--lr.*1e\+30\n$/)
  const nothing = { weightsSha256: null, testAccuracy: null, testLoss: null, finalLoss: null }
  expect(JSON.parse(stdout)).toMatchObject({ stopped: 'diverged', ...nothing })
})

test.skipIf(!existsSync('/dev/full'))(
  'a full disk costs the file that is on it: the others are written, the answer is printed',
  async () => {
    const folder = temporaryFolder()
    const [network, log] = ['spirals.net', 'log.csv'].map((name) => join(folder, name)) as [string, string]
    const run = [...SPIRALS, '--epochs', '2']
    const { code, stdout, stderr } = await inside([...run, '--save', '/dev/full', '--history', log])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error: train: "--save" .*the disk is full/)])
    expect(stdout).toContain('test accuracy')
    expect(existsSync(log)).toBe(true)
    expect((await inside([...run, '--save', network, '--out', '/dev/full'])).code).toBe(1)
    expect(existsSync(network)).toBe(true)
  },
)

test('without --json a summary for people, and no status line where stderr is no terminal', async () => {
  const { code, stdout, stderr } = await onecycle([...SPIRALS, '--epochs', '2'])
  expect(code).toBe(0)
  expect(stderr).toBe('')
  expect(stdout).toMatch(
    /^spirals: 1000 training rows, 500 test rows, 2 inputs, 2 classes\nnetwork 2-16-2: 82 parameters, seed 1\none-cycle: 40 updates in 2 epochs, batches of 50\nengine wasm \(node [\d.]+\): [\d.]+ s, \d+ updates per second\ntest accuracy [\d.]+ %, test loss [\d.]+, 500 rows, balanced accuracy [\d.]+ %, calibration error [\d.]+ %\n\nclass +precision +recall +F1 +rows\n(?:[01] .*250\n){2}\nis \\ taken for .*\n(?:[01] .*\n){2}\nweights [0-9a-f]{64}\n$/,
  )
})

test('--chunk-rows reads a table so many rows at a time: with all rows in a chunk, the weights of the table in memory', async () => {
  const file = join(temporaryFolder(), 'cars.csv')
  writeFileSync(file, cars(300))
  const args = ['train', '--data', file, '--target', 'mpg', '--epochs', '3', '--validation', '0.1']
  const memory = await jsonInside(args)
  const { seconds: _, stepsPerSecond: __, ...figures } = memory
  expect(await jsonInside([...args, '--chunk-rows', '1000'])).toMatchObject(figures)
  const chunks = await jsonInside([...args, '--chunk-rows', '50'])
  expect(chunks.dataset).toEqual(memory.dataset)
  expect(chunks.weightsSha256).not.toBe(memory.weightsSha256)
  const rows = ['--chunk-rows', '50']
  expect(await refused(['train', ...rows])).toMatchObject({
    code: 2,
    words: expect.stringMatching(/--chunk-rows.*CSV/),
  })
  const small = await refused([...args, ...rows, '--minimum-class-rows', '2'])
  expect(small).toMatchObject({ code: 2, words: expect.stringMatching(/--minimum-class-rows.*--chunk-rows/) })
  const misspelt = await refused([...args, ...rows, '--ignore', 'wight'])
  expect(misspelt).toMatchObject({ code: 1, words: expect.stringMatching(/--ignore.*"wight"; did you mean/) })
})
