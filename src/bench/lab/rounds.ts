/**
 * Rounds: in each one every contest has its turn, and in a contest the rivals take samples one after the other, with the
 * engine's peak before every turn or every few. So what the machine does meanwhile, slower or faster, meets all alike.
 */

import { peakTasks } from '../kernels/yardstick.js'
import { median } from '../statistics.js'
import { checkSameWords } from './equality.js'
import type { Lab, LabSampling } from './spec.js'

export interface Rival {
  readonly lab: Lab
  readonly task: string
}

/** The rivals of one row: the engines, and for what only moves memory a stream. */
export interface Contest {
  readonly name: string
  readonly wasm: Rival
  readonly js: Rival
  readonly stream?: Rival
}

export interface Pace {
  readonly rounds: number
  /** what a rival has to itself in each of its turns */
  readonly sampling: LabSampling
  /** a rival that has used up this many milliseconds takes no further turn */
  readonly patience: number
  /** no round but the first is begun after so many milliseconds of rounds, so that a busy machine ends in time too */
  readonly budget: number
  /** the peak is measured before one of so many turns */
  readonly peakEvery: number
}

/** Microseconds of a call, all samples of all rounds. */
export interface Samples {
  readonly wasm: readonly number[]
  readonly js: readonly number[]
  readonly stream: readonly number[]
}

/**
 * Compares the bits of all contests, then runs the rounds.
 *
 * @param peaks receives each peak that was measured, in GFLOP/s
 * @param tell is called before each turn
 * @throws Error where the engines' bits differ
 */
export async function runRounds(
  contests: readonly Contest[],
  yardstick: Lab,
  pace: Pace,
  peaks: number[],
  tell: (what: string) => void,
): Promise<Map<string, Samples>> {
  for (const { name, wasm, js } of contests) {
    tell(`comparing bits: ${name}`)
    checkSameWords(name, await wasm.lab.check(wasm.task), await js.lab.check(js.task))
  }
  const taken = new Map(contests.map(({ name }) => [name, { wasm: [], js: [], stream: [] } as Collected]))
  const begin = performance.now()
  for (let round = 0; round < pace.rounds; round++) {
    if (round > 0 && performance.now() - begin > pace.budget) break
    for (const [turn, contest] of contests.entries()) {
      tell(`round ${round + 1} of ${pace.rounds}: ${contest.name}`)
      if ((turn + round) % pace.peakEvery === 0) peaks.push(await measurePeak(yardstick, pace.sampling))
      const into = taken.get(contest.name) as Collected
      for (const name of turns[round % turns.length] as (typeof turns)[number]) {
        const rival = contest[name]
        if (rival === undefined || spent(into[name]) > pace.patience) continue
        into[name].push(...(await rival.lab.sample(rival.task, pace.sampling)))
      }
    }
  }
  return taken
}

type Collected = Record<'wasm' | 'js' | 'stream', number[]>

/** Milliseconds that the samples of a slow call took; of a quick one next to nothing, as a sample is many of them. */
function spent(samples: readonly number[]): number {
  return samples.reduce((sum, microseconds) => sum + microseconds, 0) / 1000
}

/** Nobody always comes after the same rival. */
const turns = [
  ['wasm', 'js', 'stream'],
  ['stream', 'wasm', 'js'],
  ['js', 'stream', 'wasm'],
] as const

/** The engine's peak now, in GFLOP/s: the best of the yardstick's chains. */
export async function measurePeak(yardstick: Lab, sampling: LabSampling): Promise<number> {
  let best = 0
  for (const { name, flops } of peakTasks) {
    const microseconds = median(await yardstick.sample(name, sampling))
    best = Math.max(best, flops / microseconds / 1000)
  }
  return best
}
