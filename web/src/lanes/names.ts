/** How lanes are told from each other: by their tones, their methods, and their rates where methods are the same. */
import { short } from '../parts/words.ts'
import { type Lane, laneName } from '../state/lab.ts'

/** The tone of the lane of this id, whichever others are there. */
export function laneTone(id: string): string {
  const tones = ['curve-6', 'curve-1', 'curve-2', 'curve-3', 'subject', 'curve-5']
  return tones[id.charCodeAt(0) % tones.length] ?? 'subject'
}

/** For one more lane: of as many letters as there may be lanes, so no two share a tone. */
export function freeId(lanes: readonly Pick<Lane, 'id'>[]): string {
  return [...'abcdef'].find((letter) => lanes.every(({ id }) => id !== letter)) ?? 'g'
}

export function laneNames(lanes: readonly Pick<Lane, 'method' | 'rate' | 'dialect'>[]): string[] {
  const names = lanes.map(laneName)
  const told = lanes.map(({ rate }, i) => {
    const name = names[i] as string
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} at ${short(rate)}`
  })
  return told.map((name, i) => {
    const before = told.slice(0, i).filter((other) => other === name).length
    return before === 0 ? name : `${name} (${before + 1})`
  })
}
