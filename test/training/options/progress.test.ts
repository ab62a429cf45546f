import { expect, test, vi } from 'vitest'
import { sgd } from '../../../src/optimizers/index.js'
import { epochLine } from '../../../src/training/options/progress.js'
import { train } from '../../../src/training/train.js'
import { data, newNetwork, options, validation } from '../runs.js'

const record = {
  epoch: 1,
  step: 10,
  trainingLoss: 0.312049,
  validationLoss: 12.34567,
  validationAccuracy: 0.98154,
  seconds: 0.4321,
}

test('a line has the epoch, the losses to four digits, the accuracy and the seconds, and nothing that is not known', () => {
  const line = epochLine(record, 3)
  expect(line).toBe('epoch 2/3  loss 0.312  validation loss 12.35  accuracy 98.15 %  0.4 s')
  expect(epochLine({ ...record, validationLoss: null, validationAccuracy: null }, 3)).toBe(
    'epoch 2/3  loss 0.312  0.4 s',
  )
})

test('a function gets a line an epoch, after onEpoch; true writes them to the console, false none', async () => {
  const seen: unknown[] = []
  const progress = (line: string) => seen.push(line)
  await train(await newNetwork(), data, options({ validation, onEpoch: ({ epoch }) => seen.push(epoch), progress }))
  expect(seen.filter((_, i) => i % 2 === 0)).toEqual([0, 1, 2])
  const lines = seen.filter((_, i) => i % 2 === 1) as string[]
  expect(lines.map((line) => line.slice(0, 9))).toEqual(['epoch 1/3', 'epoch 2/3', 'epoch 3/3'])
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  await train(await newNetwork(), data, options({ validation, progress: true }))
  await train(await newNetwork(), data, options({ validation, progress: false }))
  const written = log.mock.calls.map(([line]) => line as string)
  log.mockRestore()
  const timeless = (line: string) => line.replace(/[\d.]+ s$/, '')
  expect(written.map(timeless)).toEqual(lines.map(timeless))
})

test('the last line of a run that diverges says so, with its reason and a lower rate as the way on', async () => {
  const lines: string[] = []
  const progress = (line: string) => lines.push(line)
  const history = await train(await newNetwork(), data, options({ optimizer: sgd({ learningRate: 1e30 }), progress }))
  expect(lines.at(-1)).toMatch(/^diverged: .* lower the learning rate$/)
  expect(lines.at(-1)).toContain(history.reason)
})
