/** The store in Redis, or in what speaks its protocol: a stream of deliveries, data in pieces, a key for each process. */
import { Redis } from 'ioredis'
import { DAYS_KEPT, type Delivery, type Presence } from './protocol.js'
import { nameOf, PAGE, piecesOf, type Store } from './store.js'

const PREFIX = 'onecycle'
const DELIVERIES = `${PREFIX}:deliveries`
const SECONDS_KEPT = DAYS_KEPT * 24 * 3600

/** @throws where the server does not answer */
export async function openRedis(url: string): Promise<Store> {
  await probe(url)
  const redis = new Redis(url, { maxRetriesPerRequest: null })
  // it reconnects by itself, and the commands wait for it
  redis.on('error', () => {})
  const dataKey = (hash: string, piece: number | 'pieces') => `${PREFIX}:data:${hash}:${piece}`
  const presenceKeys = async (): Promise<string[]> => {
    const keys: string[] = []
    for await (const some of redis.scanStream({ match: `${PREFIX}:machine:*`, count: 1000 })) keys.push(...some)
    return [...new Set(keys)]
  }
  const touch = async (hash: string, pieces: number): Promise<boolean> => {
    const keys = [dataKey(hash, 'pieces'), ...Array.from({ length: pieces }, (_, i) => dataKey(hash, i))]
    const kept = await Promise.all(keys.map((key) => redis.expire(key, SECONDS_KEPT)))
    return kept.every((one) => one === 1)
  }
  const page = async (after: string) => redis.xrange(DELIVERIES, after, '+', 'COUNT', PAGE)
  return {
    async deliver(delivery) {
      const oldest = Date.now() - SECONDS_KEPT * 1000
      await redis.xadd(DELIVERIES, 'MINID', '~', oldest, '*', 'delivery', JSON.stringify(delivery))
    },
    async deliveries(after) {
      const entries = await page(after === undefined ? '-' : `(${after}`)
      const deliveries = entries.map(([, fields]) => JSON.parse(fields[1] as string) as Delivery)
      return { after: entries.at(-1)?.[0] ?? after, deliveries }
    },
    async forget(machine) {
      let from = '-'
      for (;;) {
        const entries = await page(from)
        const own = entries.filter(([, fields]) => JSON.parse(fields[1] as string).machine === machine)
        if (own.length > 0) await redis.xdel(DELIVERIES, ...own.map(([id]) => id))
        if (entries.length < PAGE) return
        from = `(${(entries.at(-1) as [string, string[]])[0]}`
      }
    },
    async putData(hash, bytes) {
      const pieces = piecesOf(bytes)
      if (await touch(hash, pieces.length)) return
      for (const [i, piece] of pieces.entries()) await redis.set(dataKey(hash, i), piece, 'EX', SECONDS_KEPT)
      await redis.set(dataKey(hash, 'pieces'), pieces.length, 'EX', SECONDS_KEPT)
    },
    async getData(hash) {
      const count = Number(await redis.get(dataKey(hash, 'pieces')))
      const pieces: Buffer[] = []
      for (let i = 0; i < count; i++) {
        const piece = await redis.getexBuffer(dataKey(hash, i), 'EX', SECONDS_KEPT)
        if (piece === null) return undefined
        pieces.push(piece)
      }
      return count === 0 ? undefined : Buffer.concat(pieces)
    },
    async announce(presence, seconds) {
      await redis.set(`${PREFIX}:machine:${nameOf(presence)}`, JSON.stringify(presence), 'EX', Math.ceil(seconds))
    },
    async present() {
      const keys = await presenceKeys()
      const values = keys.length === 0 ? [] : await redis.mget(keys)
      return values.filter((value) => value !== null).map((value) => JSON.parse(value) as Presence)
    },
    async close() {
      redis.disconnect()
    },
  }
}

/** A client that serves for long waits for its server; the first question is whether there is one. */
async function probe(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 5000 })
  let reason: Error | undefined
  redis.on('error', (error) => {
    reason = error
  })
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    throw reason ?? error
  } finally {
    redis.disconnect()
  }
}
