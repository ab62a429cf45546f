/**
 * The store in Redis, or in what speaks its protocol: a stream of deliveries, a list of beginnings for each trial, a set of
 * wrong results by time, data in pieces, a key for each process.
 */
import { type ChainableCommander, Redis } from 'ioredis'
import { DAYS_KEPT, type Delivery, type Presence } from './protocol.js'
import { nameOf, PAGE, piecesOf, type Store } from './store.js'

const PREFIX = 'onecycle'
const DELIVERIES = `${PREFIX}:deliveries`
const DISTRUSTED = `${PREFIX}:distrusted`
const SECONDS_KEPT = DAYS_KEPT * 24 * 3600
/** The earliest time that is kept, in milliseconds. */
const oldest = (): number => Date.now() - SECONDS_KEPT * 1000

/** @throws where the server does not answer */
export async function openRedis(url: string): Promise<Store> {
  await probe(url)
  const redis = new Redis(url, { maxRetriesPerRequest: null })
  // it reconnects by itself, and the commands wait for it
  redis.on('error', () => {})
  const dataKey = (hash: string, piece: number | 'pieces') => `${PREFIX}:data:${hash}:${piece}`
  const begunKey = (id: string) => `${PREFIX}:begun:${id}`
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
  return {
    async deliver(delivery) {
      const add = redis.multi().xadd(DELIVERIES, 'MINID', '~', oldest(), '*', 'delivery', JSON.stringify(delivery))
      await done(add.del(begunKey(delivery.id)))
    },
    async deliveries(after) {
      const entries = await redis.xrange(DELIVERIES, after === undefined ? '-' : `(${after}`, '+', 'COUNT', PAGE)
      const deliveries = entries.map(([, fields]) => JSON.parse(fields[1] as string) as Delivery)
      return { after: entries.at(-1)?.[0] ?? after, deliveries }
    },
    async begin(id, process) {
      const key = begunKey(id)
      const [before] = await done(redis.multi().lrange(key, 0, -1).rpush(key, process).expire(key, SECONDS_KEPT))
      return before as string[]
    },
    async leave(id, process) {
      await redis.lrem(begunKey(id), -1, process)
    },
    async distrust(machine, id) {
      await redis.zremrangebyscore(DISTRUSTED, 0, oldest())
      await redis.zadd(DISTRUSTED, Date.now(), JSON.stringify([machine, id]))
    },
    async distrusted() {
      const found = await redis.zrangebyscore(DISTRUSTED, oldest(), '+inf')
      return new Map(found.map((pair) => JSON.parse(pair) as [string, string]))
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

/** Commands that are done together. @returns their replies; throws the first that is an error */
async function done(commands: ChainableCommander): Promise<unknown[]> {
  const replies = (await commands.exec()) ?? []
  return replies.map(([error, reply]) => {
    if (error !== null) throw error
    return reply
  })
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
