/** A colour and a dash for each curve, told apart in grey and by those who see fewer colours. */
import type { Stroke } from './marks.js'

const SUBJECT: Stroke = { color: '#d9480f', width: 3 }
const COLORS = ['#1864ab', '#2b8a3e', '#862e9c', '#495057', '#c2255c', '#0b7285', '#5c940d', '#846358']
const DASHES = ['', '7 3', '2 3', '9 3 2 3']

/** The subject stands out; the others go through the colours and take another dash at each. */
export function strokesFor(names: readonly string[], subject: string): Map<string, Stroke> {
  const strokes = new Map<string, Stroke>([[subject, SUBJECT]])
  for (const [i, name] of names.filter((other) => other !== subject).entries()) {
    strokes.set(name, strokeAt(i))
  }
  return strokes
}

/** The stroke of a curve among equals, by its place in the list: 32 different ones. */
export function strokeAt(index: number): Stroke {
  const round = Math.floor(index / COLORS.length)
  const dash = DASHES[(index + round) % DASHES.length] as string
  return { color: COLORS[index % COLORS.length] as string, dash, width: 2 }
}
