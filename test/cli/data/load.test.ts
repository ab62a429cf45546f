import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { tableDefaults } from '../../../src/defaults.js'
import { inside, json, jsonInside, refused, temporaryFolder } from '../onecycle.js'

/** An IDX file of bytes: [count] labels, or [count, 2, 2] images whose class shows in their grey. */
function idx(kind: 'images' | 'labels', count: number): Buffer {
  const sizes = kind === 'images' ? [count, 2, 2] : [count]
  const header = Buffer.alloc(4 + 4 * sizes.length)
  header.set([0, 0, 8, sizes.length])
  for (const [i, size] of sizes.entries()) header.writeUInt32BE(size, 4 + 4 * i)
  const values = Array.from({ length: count }, (_, k) => {
    return kind === 'labels' ? [k % 3] : [100 * (k % 3), k % 7, 50, (k * 5) % 11]
  })
  return Buffer.concat([header, Buffer.from(values.flat())])
}

const NAMES = [
  ['train-images-idx3-ubyte', 'images', 90],
  ['train-labels-idx1-ubyte', 'labels', 90],
  ['t10k-images-idx3-ubyte', 'images', 30],
  ['t10k-labels-idx1-ubyte', 'labels', 30],
] as const

function folderOf(rename: (name: string) => string, pack: (bytes: Buffer) => Buffer): string {
  const folder = join(temporaryFolder(), 'grey')
  mkdirSync(folder)
  for (const [name, kind, count] of NAMES) writeFileSync(join(folder, rename(name)), pack(idx(kind, count)))
  return folder
}

const RUN = ['train', '--hidden', '8', '--epochs', '10', '--batch-size', '10']

test('a folder of IDX files: plain, with gzip, or with a dot in their names, all give the same run', async () => {
  const folders = [
    folderOf(
      (name) => name,
      (bytes) => bytes,
    ),
    folderOf(
      (name) => `${name}.gz`,
      (bytes) => gzipSync(bytes),
    ),
    folderOf(
      (name) => name.replace('-idx', '.idx'),
      (bytes) => bytes,
    ),
  ]
  const results = await Promise.all(folders.map((folder) => json([...RUN, '--data', folder])))
  for (const { dataset, network, weightsSha256, testAccuracy } of results) {
    expect(dataset).toEqual({ name: 'grey', training: 90, test: 30, inputs: 4, classes: 3 })
    expect(network.layers).toEqual([4, 8, 3])
    expect(testAccuracy).toBe(1)
    expect(weightsSha256).toBe(results[0]?.weightsSha256)
  }
})

test('a relative path is also looked for under ONECYCLE_DATA', async () => {
  const folder = folderOf(
    (name) => name,
    (bytes) => bytes,
  )
  const { dataset } = await json([...RUN, '--data', 'grey'], { env: { ONECYCLE_DATA: join(folder, '..') } })
  expect(dataset.training).toBe(90)
})

test('a folder without one of the four files is named with the missing file and what there is', async () => {
  const folder = temporaryFolder()
  const empty = await inside(['train', '--data', folder])
  expect(empty.code).toBe(1)
  expect(empty.stderr).toBe(
    `error: train: "--data" expected IDX files (train-images-idx3-ubyte, ...) or those of CIFAR-10 (data_batch_1.bin, ...) in ${folder}, got an empty folder\n`,
  )
  writeFileSync(join(folder, 'train-images-idx3-ubyte'), idx('images', 90))
  const half = await inside(['train', '--data', folder])
  expect(half.code).toBe(1)
  expect(half.stderr).toContain(`train-labels-idx1-ubyte.gz in ${folder}, got train-images-idx3-ubyte\n`)
})

test('a truncated IDX file is named, with the bytes that it should have', async () => {
  const folder = folderOf(
    (name) => name,
    (bytes) => bytes,
  )
  const file = join(folder, 't10k-images-idx3-ubyte')
  writeFileSync(file, idx('images', 30).subarray(0, 100))
  const { code, stderr, stdout } = await inside(['train', '--data', folder, '--json'])
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr).toBe(
    `error: idxDataset: "${file}" expected 136 bytes for shape 30 x 2 x 2, got 100: the file is cut off\n`,
  )
})

/** A file of CIFAR-10: every record in the grey of its class. */
function batch(...labels: number[]): Buffer {
  return Buffer.concat(labels.map((label) => Buffer.alloc(3073, 25 * label).fill(label, 0, 1)))
}

const CIFAR = [
  ['data_batch_1.bin', batch(0, 9, 9, 0, 9, 0, 9, 0, 0, 9)],
  ['data_batch_3.bin', batch(0, 9, 0, 9, 9)],
  ['test_batch.bin', batch(0, 9, 9, 0, 9)],
] as const

/** @param change gives each file its name and bytes, or nothing where it is not there */
function cifarFolder(change: (name: string, bytes: Buffer) => readonly [string, Uint8Array] | undefined): string {
  const folder = join(temporaryFolder(), 'small')
  mkdirSync(folder)
  for (const [name, bytes] of CIFAR) {
    const [as, content] = change(name, bytes) ?? []
    if (as !== undefined && content !== undefined) writeFileSync(join(folder, as), content)
  }
  return folder
}

test('a folder of batches of CIFAR-10: plain or with gzip, and it says which of the five are not there', async () => {
  const plain = cifarFolder((name, bytes) => [name, bytes])
  const packed = cifarFolder((name, bytes) => [`${name}.gz`, gzipSync(bytes)])
  const run = (folder: string) => jsonInside(['train', '--hidden', '8', '--batch-size', '5', '--data', folder])
  const document = await run(plain)
  expect(document.dataset).toEqual({ name: 'small', training: 15, test: 5, inputs: 3072, classes: 10 })
  expect(document.notes).toEqual([
    expect.stringMatching(/2 of the 5 .* data_batch_2.bin, .*4.bin and data_batch_5.bin/),
  ])
  expect((await run(packed)).weightsSha256).toBe(document.weightsSha256)
  const { stderr } = await inside(['train', '--hidden', 'none', '--batch-size', '5', '--data', plain])
  expect(stderr).toMatch(/^2 of the 5 training batches/m)
})

test('a network is evaluated on, and predicts, the test batch of a folder, by the names of the classes', async () => {
  const folder = cifarFolder((name, bytes) => [name, bytes])
  const network = join(folder, 'small.net')
  const run = ['train', '--hidden', 'none', '--batch-size', '5', '--epochs', '20', '--data', folder, '--save', network]
  await jsonInside(run)
  const test = ['--network', network, '--data', folder]
  expect(await jsonInside(['evaluate', ...test])).toMatchObject({ dataset: { count: 5 }, accuracy: 1 })
  const { stdout } = await inside(['predict', ...test])
  expect(
    stdout
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',')[0]),
  ).toEqual(['airplane', 'truck', 'truck', 'airplane', 'truck'])
})

test('a folder of CIFAR-10 that lacks a part, is cut off or is of another version is named with what is wrong', async () => {
  const refused = async (folder: string, ...parts: string[]) => {
    const { code, stderr } = await inside(['train', '--data', folder])
    expect(code).toBe(1)
    for (const part of [...parts, folder]) expect(stderr).toContain(part)
  }
  const without = (gone: RegExp) => cifarFolder((name, bytes) => (gone.test(name) ? undefined : [name, bytes]))
  await refused(
    without(/test/),
    'the file test_batch.bin or test_batch.bin.gz',
    'got data_batch_1.bin, data_batch_3.bin',
  )
  await refused(without(/data/), 'the file data_batch_1.bin or data_batch_1.bin.gz', 'got test_batch.bin')
  const cut = cifarFolder((name, bytes) => [name, name === 'test_batch.bin' ? bytes.subarray(0, 9000) : bytes])
  await refused(cut, join(cut, 'test_batch.bin'), 'records of 3073 bytes', '9000 bytes')
  await refused(
    cifarFolder((name, bytes) => [name.replace('.bin', ''), bytes]),
    'IDX files',
    'those of CIFAR-10',
    'binary version',
  )
  const both = cifarFolder((name, bytes) => [name, bytes])
  writeFileSync(join(both, 'train-labels-idx1-ubyte'), idx('labels', 3))
  await refused(both, 'one kind of data', 'got IDX and CIFAR-10')
})

/** Two classes that a line separates, 100 rows. */
function csv(head: string): string {
  const rows = Array.from({ length: 100 }, (_, k) => {
    const x = ((k * 37) % 100) / 10
    return `${k % 2 ? 'no' : 'yes'},${(k % 2 ? 20 : 0) + x},${x / 3}`
  })
  return `${[head, ...rows].join('\n')}\n`
}

test('a CSV file: --target, or --label as it was called, by name or number, a fifth of the rows held out by the seed', async () => {
  const file = join(temporaryFolder(), 'answers.csv')
  writeFileSync(file, csv('answer,length,width'))
  const run = (...more: string[]) => json([...RUN, '--data', file, ...more])
  const [byName, byNumber, fromEnd, otherSeed] = await Promise.all([
    run('--target', 'answer'),
    run('--target', '0'),
    run('--label', '-3'),
    run('--label', 'answer', '--seed', '2'),
  ])
  expect(byName.dataset).toEqual({ name: 'answers', training: 80, test: 20, inputs: 2, classes: 2 })
  expect(byName.testAccuracy).toBe(1)
  expect(byNumber.weightsSha256).toBe(byName.weightsSha256)
  expect(fromEnd.weightsSha256).toBe(byName.weightsSha256)
  expect(otherSeed.weightsSha256).not.toBe(byName.weightsSha256)
})

test('a table has defaults of its own, which follow from its rows; options rule', async () => {
  const file = join(temporaryFolder(), 'answers.csv')
  writeFileSync(file, csv('answer,length,width'))
  const run = ['train', '--data', file, '--target', 'answer']
  const { batchSize, epochs, hidden, peak } = tableDefaults(80)
  const document = await jsonInside(run)
  expect(document).toMatchObject({ batchSize, epochs, network: { layers: [2, ...hidden, 2] } })
  expect(document.hyperparameters).toMatchObject({ learningRate: { peak } })
  const options = ['--epochs', '2', '--batch-size', '80', '--peak', '0.1', '--hidden', '5']
  const other = await jsonInside([...run, ...options])
  expect(other).toMatchObject({ batchSize: 80, steps: 2, network: { layers: [2, 5, 2] } })
  expect(other.hyperparameters).toMatchObject({ learningRate: { peak: 0.1 } })
})

test('a column that the CSV file does not have is named beside those that it has', async () => {
  const file = join(temporaryFolder(), 'answers.csv')
  writeFileSync(file, csv('answer,length,width'))
  const { code, stderr } = await inside(['train', '--data', file, '--target', 'reply'])
  expect(code).toBe(1)
  expect(stderr).toMatch(/^error: train: "--target" expected .* answer, length, width, got "reply"/)
})

test('a path where nothing is names the sources of its command alone, and the file beside it that is near', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'prices.csv'), 'a,b\n1,2\n')
  const network = join(folder, 'spirals.net')
  await inside(['train', '--data', 'spirals', '--epochs', '1', '--save', network])
  const given = ['--network', network, '--data', join(folder, 'price.csv')]
  for (const [command, sources] of [
    ['predict', 'FILE.csv, a folder of images (IDX or CIFAR-10), or - for stdin'],
    ['evaluate', 'FILE.csv, a folder of images (IDX or CIFAR-10), digits or spirals'],
  ] as const) {
    const { code, words } = await refused([command, ...given])
    expect([code, words]).toEqual([1, expect.stringContaining(`"--data" expected ${sources}, got `)])
    expect(words).toMatch(/no such file or folder; did you mean .*prices\.csv\?$/)
  }
})

test('what is no data: unknown names and kinds are wrong use, missing files a failure', async () => {
  const file = join(temporaryFolder(), 'table.xlsx')
  writeFileSync(file, 'x')
  const prices = join(dirname(file), 'prices.csv')
  writeFileSync(prices, 'a,b\n1,2\n')
  const kinds = 'error: train: "--data" expected digits, spirals, a folder of images (IDX or CIFAR-10) or FILE.csv, got'
  for (const [data, code, got] of [
    ['digitz', 2, '"digitz"; did you mean digits?'],
    ['cifar', 2, '"cifar"'],
    [file, 2, `${file}; save a sheet as CSV, and name a table .csv or .txt`],
    [
      join(dirname(file), 'prices'),
      1,
      `${join(dirname(file), 'prices')}: no such file or folder; did you mean ${prices}?`,
    ],
    ['no/such/folder', 1, 'no/such/folder: no such file or folder'],
    ['missing.csv', 1, 'missing.csv: no such file or folder'],
  ] as const) {
    expect(await inside(['train', '--data', data])).toMatchObject({ code, stdout: '', stderr: `${kinds} ${got}\n` })
  }
  expect((await refused(['train', '--data', dirname(file)])).words).toContain(`name its file: --data ${prices}`)
  const { code, stderr } = await inside(['train', '--data', 'spirals', '--label', 'x'])
  expect([code, stderr]).toEqual([2, 'error: train: "--label" expected a CSV file as --data, got spirals\n'])
})
