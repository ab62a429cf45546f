/** What memory gives at most, from the first cache to the main memory: streams over more and more bytes. */

import type { Pace } from '../lab/rounds.js'
import type { Lab } from '../lab/spec.js'
import type { MemoryResult } from '../result.js'
import { summarize } from '../statistics.js'
import type { StreamCase } from './cases.js'
import { streamName, streamTraffic } from './yardstick.js'

const SIZES = [2 ** 14, 2 ** 18, 2 ** 22, 2 ** 26]

const streams: readonly StreamCase[] = (['read', 'update'] as const).flatMap((kind) =>
  SIZES.map((bytes) => ({ kind, bytes })),
)

const titleOf = (c: StreamCase) => `memory ${streamName(c)}`

export function memoryTitles(): string[] {
  return streams.map(titleOf)
}

export async function measureMemory(
  yardstick: Lab,
  pace: Pace,
  wanted: (title: string) => boolean,
): Promise<MemoryResult[]> {
  const chosen = streams.filter((c) => wanted(titleOf(c)))
  const taken = chosen.map(() => [] as number[])
  for (let round = 0; round < pace.rounds; round++) {
    for (const [i, c] of chosen.entries()) taken[i]?.push(...(await yardstick.sample(streamName(c), pace.sampling)))
  }
  return chosen.map((c, i) => {
    const { median, low, high } = summarize(taken[i] as number[])
    const rate = (microseconds: number) => streamTraffic(c) / microseconds / 1000
    return { stream: c.kind, bytes: c.bytes, gigabytesPerSecond: rate(median), low: rate(high), high: rate(low) }
  })
}
