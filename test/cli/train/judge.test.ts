import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inside, jsonInside, temporaryFolder } from '../onecycle.js'
import { houses } from '../tables.js'

const folder = temporaryFolder()
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const prices = ['train', '--data', file('prices.csv', houses(80)), '--target', 'price']

/** Numbers and classes that nothing tells, drawn by a rule of no pattern. */
const noise = (rows: number, answer: (k: number) => unknown): string =>
  ['a,b,y', ...Array.from({ length: rows }, (_, k) => `${(k * 7919) % 101},${(k * 104729) % 97},${answer(k)}`)].join(
    '\n',
  )
const rareClass = noise(100, (k) => ((k * 31) % 10 < 8 ? 'often' : 'rare'))

describe('numbers worse than predicting the mean', () => {
  test('are a failure with the figures and a smaller peak to pass, and --save leaves the file of before', async () => {
    const saved = file('before.net', 'before')
    const { code, stdout, stderr } = await inside([...prices, '--peak', '50', '--save', saved])
    expect(code).toBe(1)
    expect(stdout).toContain('test RMSE')
    expect(stderr).toMatch(
      /^error: train: "run" expected .*(?:worse|no better) than predicting the mean: R2 -?[\d.e-]+, RMSE [\d.]+ against [\d.]+ for 16 rows; pass a smaller --peak, as it was 50; .*before\.net is not written$/m,
    )
    expect(readFileSync(saved, 'utf8')).toBe('before')
    const json = await inside([...prices, '--peak', '50', '--save', join(folder, 'none.net'), '--json'])
    expect([json.code, existsSync(join(folder, 'none.net'))]).toEqual([1, false])
    const { baseline, evaluation } = JSON.parse(json.stdout)
    expect(evaluation.numbers.rmse).toBeGreaterThan(0.9999 * baseline.rmse)
  })

  test.for([
    [['--peak', '5', '--lr', '5'], 'pass a smaller --lr, as it was 5'],
    [['--epochs', '1', '--peak', '1e-6'], 'pass more --epochs: it was 1'],
    [['--peak', '1e-9'], 'pass a smaller --peak, as it was 1e-9, or columns that tell more'],
  ] as const)('%j say: %s', async ([options, next]) => {
    const { code, stderr } = await inside([...prices, ...options])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error: .* than predicting the mean/m)])
    expect(stderr).toContain(next)
  })

  test('that the training rows alone tell are learned by heart', async () => {
    const data = file(
      'noise.csv',
      noise(40, (k) => ((k * k * 613) % 89) + 0.5),
    )
    const { code, stderr } = await inside(['train', '--data', data, '--epochs', '300'])
    expect([code, stderr]).toEqual([1, expect.stringContaining('it has learned its training rows by heart')])
  })

  test('are judged by the absolute error where that is the loss', async () => {
    const { code, stderr } = await inside([...prices, '--peak', '50', '--loss', 'mae'])
    expect([code, stderr]).toEqual([1, expect.stringMatching(/MAE [\d.]+ against [\d.]+ for/)])
  })
})

describe('classes worse than always naming the commonest', () => {
  test('are said with both shares, and the exit code is 0', async () => {
    const data = file('rare.csv', rareClass)
    const { code, stderr } = await inside(['train', '--data', data, '--peak', '30'])
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(
        /(?:worse|no better) than always naming often, the commonest class: [\d.]+ % against [\d.]+ % of 20 rows/,
      ),
    ])
    const { baseline } = await jsonInside(['train', '--data', data, '--peak', '30'])
    expect(baseline).toEqual({ className: 'often', accuracy: expect.any(Number) })
  })

  test('are not said where weights of the classes ask for it', async () => {
    const data = file('rare.csv', rareClass)
    const { stderr } = await inside(['train', '--data', data, '--class-weights', 'rare=9'])
    expect(stderr).not.toContain('always naming')
  })
})
