/** What a race came to, in a sentence. */
import type { LaneLook } from '../work/lane/protocol.ts'
import { places } from './arrival.ts'

/** @param arrivals of the lanes, in their order; null for those that did not arrive */
export function outcome(names: readonly string[], arrivals: readonly (LaneLook | null)[], perEpoch: number): string {
  const order = places(arrivals)
  const of = (place: number): string[] => names.filter((_, i) => order[i] === place)
  const missed = names.filter((_, i) => order[i] === null)
  if (missed.length === names.length) return 'No lane reached the finish line.'
  const firsts = of(1)
  const epoch = (arrivals.find((_, i) => order[i] === 1) as LaneLook).step / perEpoch
  const others = names.length - missed.length - firsts.length
  const parts = [
    `${listed(firsts)} ${firsts.length === 1 ? 'was' : 'were'} first across the finish line, after ${epoch} ${epoch === 1 ? 'epoch' : 'epochs'}`,
    ...(others === 0 ? [] : [`${others} ${others === 1 ? 'other' : 'others'} followed`]),
    ...(missed.length === 0 ? [] : [`${listed(missed)} never got there`]),
  ]
  return `${parts.join('; ')}. Another seed may say otherwise: that is what the verdict is for.`
}

/** Where no answer is simply right: whose loss on the held-out rows is the lowest at the end. @param looks the last of each lane */
export function lowestLoss(names: readonly string[], looks: readonly (LaneLook | null)[]): string {
  const losses = looks.map((look) => look?.loss ?? Infinity)
  const lowest = Math.min(...losses)
  if (lowest === Infinity) return 'Every lane diverged.'
  const best = listed(names.filter((_, i) => losses[i] === lowest))
  return `At the end the loss on the held-out rows is lowest with ${best}: ${lowest.toPrecision(3)}. Another seed may say otherwise: that is what the verdict is for.`
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
