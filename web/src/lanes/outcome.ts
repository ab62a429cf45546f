/** What a race came to, in a sentence. */
import { epochsText, listed } from '../parts/words.ts'
import type { LaneLook } from '../work/lane/protocol.ts'
import { arrival, places } from './arrival.ts'

const ANOTHER = 'Another seed may say otherwise: that is what the verdict is for.'
const DIVERGED = 'Every lane diverged.'

/** What is known of a lane that has ended. */
export interface EndedLane {
  readonly name: string
  readonly looks: readonly LaneLook[]
  /** null where it diverged */
  readonly last: LaneLook | null
}

/** Who was first at the finish line and whether it stayed above, who never got there, and who ended highest. */
export function outcome(lanes: readonly EndedLane[], target: number, perEpoch: number): string {
  const arrivals = lanes.map(({ looks }) => arrival(looks, target))
  const order = places(arrivals)
  const highest = Math.max(...lanes.map(({ last }) => last?.accuracy ?? -1))
  if (highest < 0) return DIVERGED
  const best = `${named(lanes.filter(({ last }) => last?.accuracy === highest))} ended highest, with ${(100 * highest).toFixed(1)} %. ${ANOTHER}`
  const missed = lanes.filter((_, i) => order[i] === null)
  if (missed.length === lanes.length) return `No lane reached the finish line; ${best}`
  const firsts = lanes.filter((_, i) => order[i] === 1)
  const alone = firsts.length === 1
  const { step } = arrivals[order.indexOf(1)] as LaneLook
  const stayed = firsts.every(
    ({ looks, last }) => last && looks.every((look) => look.step < step || (look.accuracy as number) >= target),
  )
  const stay = stayed ? 'and stayed' : alone ? 'but did not stay' : 'but did not all stay'
  const never = missed.length === 0 ? '' : `; ${named(missed)} never got there`
  return `${named(firsts)} ${alone ? 'was' : 'were'} first to touch the finish line, after ${epochsText(step / perEpoch)}, ${stay} above it${never}. ${best}`
}

/** Where no answer is simply right: whose loss on the held-out rows is the lowest at the end. */
export function lowestLoss(lanes: readonly EndedLane[]): string {
  const lowest = Math.min(...lanes.map(({ last }) => last?.loss ?? Infinity))
  if (lowest === Infinity) return DIVERGED
  const best = named(lanes.filter(({ last }) => last?.loss === lowest))
  return `At the end the loss on the held-out rows is lowest with ${best}: ${lowest.toPrecision(3)}. ${ANOTHER}`
}

function named(lanes: readonly EndedLane[]): string {
  return listed(lanes.map(({ name }) => name))
}
