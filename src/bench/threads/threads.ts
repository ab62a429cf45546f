/** Training steps with 1, 2, 4, ... threads, by turns: what more cores buy. Their bits are compared in the end. */
import { message } from '../../check.js'
import { resolveNamed } from '../../core/engine/named.js'
import type { Threads } from '../../core/threads/threads.js'
import { DEFAULT_MOMENTUM } from '../../defaults.js'
import { createNetworkOf } from '../../network/make.js'
import { sgd } from '../../optimizers/sgd.js'
import { Training } from '../../training/training.js'
import type { Extent } from '../extent.js'
import { median, summarize } from '../statistics.js'
import { lossOf, type NetworkSpec, planOf, rowsOf } from '../steps/networks.js'
import { stepTitle } from '../steps/steps.js'

/** A figure is the mean of the steps of so many milliseconds; the first step of a turn does not count, as helpers may sleep. */
const TURN = 30

/** Turns for each round of other measurements. */
const MORE = 8

export interface ThreadsStep {
  readonly asked: number | 'auto'
  /** that computed, and why they are fewer than were asked for */
  readonly threads: Threads
  /** of a step: median, and first and third quartile */
  readonly microseconds: number
  readonly low: number
  readonly high: number
  /** times as fast as one thread: median of the rounds */
  readonly speedUp: number
}

export interface ThreadsResult {
  readonly steps: readonly (Pick<NetworkSpec, 'name' | 'layers' | 'batch'> & {
    readonly threads: readonly ThreadsStep[]
  })[]
}

/** 1, 2, 4, ... up to the cores, and auto. */
export function countsFor(cores: number): (number | 'auto')[] {
  const counts = [1]
  for (let count = 2; count < cores; count *= 2) counts.push(count)
  return [...counts, ...(cores > 1 ? [cores] : []), 'auto']
}

/**
 * @param counts the first is 1, with which the others are compared
 * @throws Error where one of them gives other bits
 */
export async function measureThreads(
  counts: readonly (number | 'auto')[],
  specs: readonly NetworkSpec[],
  { rounds, budget }: Extent['steps'],
  seed: number,
  tell: (what: string) => void,
): Promise<ThreadsResult> {
  const steps = []
  for (const spec of specs) steps.push(await measure(counts, spec, MORE * rounds, budget, seed, tell))
  return { steps }
}

async function measure(
  counts: readonly (number | 'auto')[],
  spec: NetworkSpec,
  rounds: number,
  budget: number,
  seed: number,
  tell: (what: string) => void,
) {
  const title = stepTitle(spec)
  const data = rowsOf(spec, seed)
  const make = createNetworkOf(resolveNamed, 'bench')
  const networks = await Promise.all(
    counts.map((threads) => make({ ...planOf(spec), loss: lossOf(spec), seed, threads })),
  )
  const optimizer = sgd({ learningRate: 0.001, momentum: DEFAULT_MOMENTUM })
  const options = { epochs: 100_000, batchSize: spec.batch, seed, optimizer }
  const trainings = networks.map((network) => new Training(network, data, options))
  // all make the same steps, and an engine its last optimizations
  const begin = performance.now()
  for (const training of trainings) for (let step = 0; step < 10; step++) training.update()
  const usual = (performance.now() - begin) / (10 * trainings.length)
  const many = Math.max(1, Math.round(TURN / usual))
  const times = counts.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    if (round > 2 && performance.now() - begin > budget) break
    tell(`round ${round + 1} of ${rounds}: ${title}`)
    for (let turn = 0; turn < counts.length; turn++) {
      const index = (turn + round) % counts.length
      times[index]?.push(turnOf(trainings[index] as Training, many))
    }
  }
  const hashes = networks.map((network) => network.sha256())
  const other = hashes.findIndex((hash) => hash !== hashes[0])
  if (other >= 0) {
    throw new Error(
      message('bench', title, `the weights of one thread, ${hashes[0]}`, `${hashes[other]} of ${counts[other]}`),
    )
  }
  const one = times[0] as number[]
  const threads = counts.map((asked, index): ThreadsStep => {
    const taken = times[index] as number[]
    const { median: microseconds, low, high } = summarize(taken)
    const speedUp = median(taken.map((time, round) => (one[round] as number) / time))
    return { asked, threads: (networks[index] as (typeof networks)[0]).threads, microseconds, low, high, speedUp }
  })
  for (const network of networks) network.dispose()
  const { name, layers, batch } = spec
  return { ...(name && { name }), layers, batch, threads }
}

/** Microseconds of a step. */
function turnOf(training: Training, many: number): number {
  training.update()
  const begin = performance.now()
  for (let step = 0; step < many; step++) training.update()
  return (1000 * (performance.now() - begin)) / many
}
