import { describe, expect, test } from 'vitest'
import { asUsage, UsageError } from '../../../src/cli/shared/usage.js'

const failing = (error: Error, typed?: Readonly<Record<string, string>>) => () =>
  asUsage(() => {
    throw error
  }, typed)

test('a wrong kind or value is wrong use, with its words; any other error stays what it is', () => {
  expect(asUsage(() => 3)).toBe(3)
  for (const error of [new TypeError('kind'), new RangeError('value')]) {
    expect(failing(error)).toThrow(new UsageError(error.message))
  }
  const other = new Error('disk')
  expect(failing(other)).toThrow(other)
})

describe('an error names an option as it is typed', () => {
  const typed = { batchSize: '--batch-size', schedules: '--schedules' }
  test.each([
    ['compare: "batchSize" expected 1, got 2', 'compare: "--batch-size" expected 1, got 2'],
    ['compare: "schedules[1]" expected a, got b', 'compare: "--schedules[1]" expected a, got b'],
    ['compare: "schedules[1].name" expected a', 'compare: "--schedules[1].name" expected a'],
    // no option of the command, and members of methods that are called like one
    ['compare: "constructor" expected a', 'compare: "constructor" expected a'],
    ['compare: "schedules.beta2" expected a', 'compare: "schedules.beta2" expected a'],
    ['compare: "a" expected "batchSize"', 'compare: "a" expected "batchSize"'],
  ])('%s', (library, told) => {
    expect(failing(new RangeError(library), typed)).toThrow(new UsageError(told))
  })
})
