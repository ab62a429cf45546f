/** A colour and a dash for each curve, told apart in grey and by those who see fewer colours. */
import { type Score, scoreWords } from '../../words.js'
import type { Rule } from './levels.js'
import type { Stroke } from './marks.js'
import { type Tone, tone } from './tones.js'

const CURVES = ['curve-1', 'curve-2', 'curve-3', 'curve-4', 'curve-5', 'curve-6', 'curve-7', 'curve-8'] as const
const SHADES = ['shade-1', 'shade-2', 'shade-3', 'shade-4', 'shade-5', 'shade-6'] as const
const DASHES = ['', '7 3', '2 3', '9 3 2 3']

/**
 * The subject stands out; the others go through the colours and take another dash at each.
 * @param full whether dashes begin only where colours come again, for curves too ragged to show them
 */
export function strokesFor(names: readonly string[], subject: string, full = false): Map<string, Stroke> {
  const strokes = new Map<string, Stroke>([[subject, { color: tone('subject'), width: full ? 2 : 3 }]])
  for (const [i, name] of names.filter((other) => other !== subject).entries()) {
    strokes.set(name, full ? raggedStroke(i) : strokeAt(i))
  }
  return strokes
}

/** The stroke of a curve among equals, by its place in the list: 32 different ones. */
export function strokeAt(index: number): Stroke {
  const round = Math.floor(index / CURVES.length)
  return { color: colorAt(index), dash: DASHES[(index + round) % DASHES.length] as string, width: 2 }
}

function raggedStroke(index: number): Stroke {
  const round = Math.floor(index / CURVES.length)
  return { color: colorAt(index), dash: DASHES[round % DASHES.length] as string, width: 1.5 }
}

function colorAt(index: number): string {
  return tone(CURVES[index % CURVES.length] as Tone)
}

/** The stroke of one of several that have an order, from faint to strong. */
export function shadeAt(index: number, count: number): Stroke {
  const share = count < 2 ? 1 : index / (count - 1)
  return { color: tone(SHADES[Math.round(share * (SHADES.length - 1))] as Tone), width: 1.8 }
}

/** The level line of a target of accuracy or R2. */
export function targetRule(target: number, metric?: Score): Rule {
  return { y: target, color: tone('axis'), dash: '4 4', label: `target ${scoreWords(target, metric)}` }
}
