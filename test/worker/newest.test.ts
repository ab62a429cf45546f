import { expect, test } from 'vitest'
import { Newest } from '../../src/worker/newest.js'

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('an iterator waits for the first value, gets the newest each time and ends with the values', async () => {
  const newest = new Newest<number>()
  const seen: number[] = []
  const loop = (async () => {
    for await (const value of newest) seen.push(value)
  })()
  await settled()
  expect(seen).toEqual([])
  newest.put(1)
  await settled()
  newest.put(2)
  newest.put(3)
  await settled()
  newest.put(4)
  newest.end()
  await loop
  expect(seen).toEqual([1, 3, 4])
})

test('several iterators see the values independently, one that comes late the last', async () => {
  const newest = new Newest<string>()
  const first = newest[Symbol.asyncIterator]()
  const second = newest[Symbol.asyncIterator]()
  const waiting = [first.next(), second.next()]
  newest.put('a')
  expect((await Promise.all(waiting)).map(({ value }) => value)).toEqual(['a', 'a'])
  newest.end()
  expect(await first.next()).toEqual({ done: true, value: undefined })
  expect(await newest[Symbol.asyncIterator]().next()).toEqual({ done: false, value: 'a' })
})
