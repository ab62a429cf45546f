/** What lanes are called beside each other: by their methods, and by their rates where methods are the same. */
import { type Lane, laneName } from '../state/lab.ts'

export function laneNames(lanes: readonly Pick<Lane, 'method' | 'rate' | 'dialect'>[]): string[] {
  const names = lanes.map(laneName)
  const told = lanes.map(({ rate }, i) => {
    const name = names[i] as string
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} at ${rate}`
  })
  return told.map((name, i) => {
    const before = told.slice(0, i).filter((other) => other === name).length
    return before === 0 ? name : `${name} (${before + 1})`
  })
}
