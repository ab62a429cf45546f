import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inside, jsonInside, refused, temporaryFolder } from '../onecycle.js'

/** A file of rows in a folder of its own. */
function fileOf(name: string, ...lines: string[]): string {
  const file = join(temporaryFolder(), name)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

/** 60 houses: a price that follows from size and district, sizes missing here and there, a remark that is always the same. */
const houses = Array.from({ length: 60 }, (_, k) => {
  const size = 40 + ((k * 37) % 90)
  const district = ['north', 'south', 'west'][k % 3]
  const price = 1000 * (size + [20, 50, 0][k % 3]!) + k
  return `${k % 7 === 0 ? '' : size},${district},ok,${price}`
})
const HEAD = 'size,district,remark,price'

test('a price column is numbers: RMSE, MAE and R2 in place of an accuracy, and it is said which column was taken', async () => {
  const file = fileOf('houses.csv', HEAD, ...houses)
  const { code, stdout, stderr } = await inside(['train', '--data', file])
  expect(code).toBe(0)
  expect(stdout).toMatch(/test RMSE [\d.]+, MAE [\d.]+, R2 0\.\d+, /)
  expect(stdout).not.toContain('accuracy')
  expect(stderr).toContain('target: price, the last column; --target chooses another\n')
  for (const note of ['price: target, numbers', 'district: text, 3 values', 'remark: left out', 'filled with']) {
    expect(stderr).toContain(note)
  }
  const document = await jsonInside(['train', '--data', file, '--target', 'price'])
  expect(document).toMatchObject({
    dataset: { name: 'houses', training: 48, test: 12, inputs: 4, classes: 0 },
    network: { layers: [4, 64, 32, 1] },
    loss: 'meanSquaredError',
    target: { name: 'price', kind: 'numbers' },
    testAccuracy: null,
    evaluation: { classes: null, numbers: { r2: expect.any(Number) } },
  })
  expect(document.evaluation?.numbers?.r2).toBeGreaterThan(0.8)
  expect(document.notes?.length).toBeGreaterThan(4)
})

test('a price is a number under the older --label, too', async () => {
  const file = fileOf('houses.csv', HEAD, ...houses)
  expect(await jsonInside(['train', '--data', file, '--label', 'price', '--epochs', '20'])).toMatchObject({
    target: { kind: 'numbers' },
    testAccuracy: null,
  })
})

test('find-lr takes a table of numbers, watches its loss, and trains the same network', async () => {
  const file = fileOf('houses.csv', HEAD, ...houses)
  const { stdout } = await inside(['find-lr', '--data', file, '--steps', '60', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    metric: 'loss',
    network: { layers: [4, 64, 32, 1] },
    dataset: { classes: 0 },
  })
  const accuracy = await refused(['find-lr', '--data', file, '--metric', 'accuracy'])
  expect([accuracy.code, accuracy.words]).toEqual([2, expect.stringContaining('"--metric" expected loss')])
})

test('--columns, --ignore, --keep, --task, --names, --header, --delimiter, --missing and --categories reach the preparation', async () => {
  const file = fileOf('houses.csv', HEAD, ...houses)
  const inputs = async (...more: string[]) => {
    return (await jsonInside(['train', '--data', file, '--epochs', '20', ...more])).dataset.inputs
  }
  expect(await inputs('--columns', 'size')).toBe(1)
  expect(await inputs('--ignore', 'district')).toBe(1)
  expect(await inputs('--ignore', 'size,remark')).toBe(3)
  expect(await inputs('--target', 'district', '--keep', 'price')).toBe(2)
  expect(await inputs('--missing', 'north')).toBe(3)
  const bare = fileOf('bare.txt', ...houses.map((row) => row.replaceAll(',', '\t')))
  const named = [
    'train',
    '--data',
    bare,
    '--epochs',
    '20',
    '--names',
    'a,b,c,d',
    '--header',
    'no',
    '--delimiter',
    'tab',
  ]
  expect(await jsonInside([...named, '--target', 'b'])).toMatchObject({ dataset: { training: 48, classes: 3 } })
  const steps = fileOf(
    'steps.csv',
    'code,y',
    ...Array.from({ length: 40 }, (_, k) => `${k % 4},${(k % 4) * 1.5 + k / 100}`),
  )
  expect((await jsonInside(['train', '--data', steps, '--categories', 'code', '--epochs', '20'])).dataset.inputs).toBe(
    4,
  )
  expect(
    (await jsonInside(['train', '--data', steps, '--target', 'code', '--task', 'numbers', '--epochs', '20'])).target,
  ).toEqual({ name: 'code', kind: 'numbers' })
})

test('--test FILE is evaluated as the training rows were prepared, and all rows of --data are trained on', async () => {
  const data = fileOf('houses.csv', HEAD, ...houses)
  const more = fileOf(
    'more.csv',
    'price,district,size',
    ...houses.slice(0, 5).map((row) => {
      const [size, district, , price] = row.split(',')
      return [price, district, size].join(',')
    }),
  )
  const { dataset, evaluation } = await jsonInside(['train', '--data', data, '--target', 'price', '--test', more])
  expect(dataset).toMatchObject({ training: 60, test: 5 })
  expect(evaluation?.count).toBe(5)
})

test('options of a table beside other data are wrong use', async () => {
  for (const [option, value] of [
    ['--target', 'x'],
    ['--ignore', 'x'],
    ['--minimum-class-rows', '2'],
    ['--test', 'x.csv'],
  ] as const) {
    const { code, stderr } = await inside(['train', '--data', 'spirals', option, value])
    expect([code, stderr]).toEqual([2, `error: train: "${option}" expected a CSV file as --data, got spirals\n`])
  }
})
