/** Both stores, each on a real server, keep one contract. */
import { describe, expect, test } from 'vitest'
import { openPostgres } from '../../src/fleet/postgres.js'
import { openRedis } from '../../src/fleet/redis.js'
import { PAGE, type Store } from '../../src/fleet/store.js'
import { kinds, startServer } from './servers.js'

const open = { Redis: openRedis, PostgreSQL: openPostgres }

describe.each(kinds)('the store in %s', (kind) => {
  test('keeps deliveries in order, who began what, who is believed no more, data by hash, and who is there', async () => {
    const url = await startServer(kind)
    if (url === undefined) return
    // two that open at once do not disturb each other
    const [store, other] = (await Promise.all([open[kind](url), open[kind](url)])) as [Store, Store]
    try {
      await deliveries(store, other)
      await beginnings(store, other)
      await distrust(store, other)
      await data(store, other)
      await presence(store, other)
    } finally {
      await store.close()
      await other.close()
    }
  })
})

async function deliveries(store: Store, other: Store): Promise<void> {
  expect(await store.deliveries()).toEqual({ after: undefined, deliveries: [] })
  const sent = Array.from({ length: PAGE + 5 }, (_, i) => ({
    id: `${i}`,
    machine: i % 2 === 0 ? 'alpha' : 'beta',
    record: { i },
  }))
  for (const delivery of sent) await store.deliver(delivery)
  const first = await other.deliveries()
  const second = await other.deliveries(first.after)
  expect([...first.deliveries, ...second.deliveries]).toEqual(sent)
  expect(await other.deliveries(second.after)).toEqual({ after: second.after, deliveries: [] })
}

async function beginnings(store: Store, other: Store): Promise<void> {
  expect(await store.begin('x', 'alpha/1')).toEqual([])
  expect(await other.begin('x', 'alpha/1')).toEqual(['alpha/1'])
  expect(await other.begin('x', 'beta/1')).toEqual(['alpha/1', 'alpha/1'])
  await store.leave('x', 'alpha/1')
  await store.leave('x', 'gamma/1')
  expect(await store.begin('x', 'gamma/1')).toEqual(['alpha/1', 'beta/1'])
  expect(await store.begin('y', 'gamma/1')).toEqual([])
  await other.deliver({ id: 'x', machine: 'beta', record: 1 })
  expect(await store.begin('x', 'gamma/1')).toEqual([])
}

async function distrust(store: Store, other: Store): Promise<void> {
  expect(await store.distrusted()).toEqual(new Map())
  await store.distrust('alpha', 'x')
  await other.distrust('alpha', 'x')
  await other.distrust('beta', 'y')
  const both = { alpha: 'x', beta: 'y' }
  expect(Object.fromEntries(await store.distrusted())).toEqual(both)
}

async function data(store: Store, other: Store): Promise<void> {
  // in several pieces
  const bytes = new Uint8Array(2 ** 24 + 3).map((_, i) => i)
  expect(await store.getData('abc')).toBeUndefined()
  await store.putData('abc', bytes)
  await other.putData('abc', bytes)
  expect(Buffer.compare((await other.getData('abc')) as Uint8Array, bytes)).toBe(0)
}

async function presence(store: Store, other: Store): Promise<void> {
  const alpha = { machine: 'alpha', process: 1, threads: 2, doing: ['x'], done: 0 }
  await store.announce({ ...alpha, doing: [] }, 60)
  await store.announce(alpha, 60)
  await store.announce({ ...alpha, process: 2 }, 1)
  expect(await other.present()).toHaveLength(2)
  await expect.poll(() => other.present(), { timeout: 5000 }).toEqual([alpha])
}

test.each([
  ['redis://127.0.0.1:1', openRedis],
  ['postgres://127.0.0.1:1/none', openPostgres],
] as const)('where no server answers, opening %s fails within seconds', async (url, openStore) => {
  await expect(openStore(url)).rejects.toThrow(/ECONNREFUSED/)
})
