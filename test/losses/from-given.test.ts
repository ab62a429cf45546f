import { expect, test } from 'vitest'
import { huber } from '../../src/entry/index.js'
import { checkLoss } from '../../src/losses/by-name.js'
import { lossFrom } from '../../src/losses/from-given.js'
import { meanSquaredError } from '../../src/losses/mean-squared-error.js'

test.each(['softmaxCrossEntropy', 'binaryCrossEntropy', 'meanSquaredError', 'meanAbsoluteError'])(
  '%s is the loss of that name',
  async (name) => {
    expect(await lossFrom('test', name)).toBe(checkLoss('test', name))
  },
)

test('what huber gave stays as it is; its name and its description give another', async () => {
  const loss = huber({ delta: 2 })
  expect(await lossFrom('test', loss)).toBe(loss)
  expect((await lossFrom('test', loss.description)).description).toEqual(loss.description)
  expect((await lossFrom('test', 'huber')).name).toBe('huber')
})

test.each([
  ['toString', RangeError, 'test: "loss" expected one of softmaxCrossEntropy, binaryCrossEntropy, '],
  [null, TypeError, 'test: "loss" expected a loss or the name of one'],
  [{ ...meanSquaredError }, RangeError, 'test: "loss.name" expected a name that no built-in loss has'],
])('refuses %o', async (given, kind, text) => {
  await expect(lossFrom('test', given)).rejects.toThrow(kind)
  await expect(lossFrom('test', given)).rejects.toThrow(text)
})

test('a loss of one’s own is taken as it is, and by its name where a file has that', async () => {
  const own = { ...meanSquaredError, name: 'mine' }
  expect(await lossFrom('test', own)).toBe(own)
  expect(await lossFrom('test', 'mine', [own])).toBe(own)
})
