import { afterEach, expect, test, vi } from 'vitest'
import { breathe } from '../../src/training/breathe.js'

afterEach(() => vi.unstubAllGlobals())

test('lets events that are due go first', async () => {
  const order: string[] = []
  setImmediate(() => order.push('event'))
  await breathe()
  order.push('training')
  expect(order).toEqual(['event', 'training'])
})

test('is a task of the scheduler where there is one, not a continuation, which browsers put before timers', async () => {
  const calls: string[] = []
  const called = (name: string) => async () => void calls.push(name)
  vi.stubGlobal('scheduler', { postTask: called('postTask'), yield: called('yield') })
  await breathe()
  expect(calls).toEqual(['postTask'])
})

test('without setImmediate is a message, not a timer, which browsers hold back for 4 ms', async () => {
  vi.stubGlobal('setImmediate', undefined)
  const timer = vi.fn(setTimeout)
  vi.stubGlobal('setTimeout', timer)
  await breathe()
  expect(timer).not.toHaveBeenCalled()
})

test.each([
  ['setImmediate', ['setImmediate']],
  ['setImmediate and MessageChannel', ['setImmediate', 'MessageChannel']],
])('ends in a later turn on hosts without %s too', async (_, missing) => {
  for (const name of missing) vi.stubGlobal(name, undefined)
  let sameTurn = true
  const breath = breathe().then(() => sameTurn)
  vi.unstubAllGlobals()
  // microtasks all come before the next turn
  for (let i = 0; i < 100; i++) await Promise.resolve()
  sameTurn = false
  expect(await breath).toBe(false)
})
