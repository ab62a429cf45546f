/** Every kind of schedule that a reader may choose, in the order of the list. */
import type { BuiltInMethod } from 'onecycle'
import { cyclical } from './cycles.ts'
import { falling } from './falling.ts'
import type { Kind } from './kind.ts'
import { warm } from './warm.ts'

const oneCycleKind: Kind = {
  id: 'one-cycle',
  name: '1cycle',
  does: 'Rises to a peak that training could not bear at its start, and falls far below where it began; momentum mirrors it.',
  formula:
    'initial = peak / initial divisor, final = initial / final divisor (peak / final divisor in fastai); ' +
    'between two corners: end + (start - end)(1 + cos(pi p)) / 2, or a line',
  builtIn: 'one-cycle',
  parameters: [],
}

const drawnKind: Kind = {
  id: 'drawn',
  name: 'Drawn by hand',
  does: 'Your own: points, and straight lines between them.',
  formula: 'rate = a + (b - a) p between two points of heights a and b, p the share of the way',
  parameters: [],
}

/** 1cycle with something else about it changed than its four parts. */
const variants: readonly Kind[] = [
  variant('one-cycle-short-ramp', '1cycle, short ramp', 'Rises for a third as long; the way down takes the rest.'),
  variant('one-cycle-exponential-ramp', '1cycle, exponential ramp', 'Rises by the same ratio at every update.'),
  variant('one-cycle-no-annihilation', '1cycle, no annihilation', 'Ends where it began instead of far below.'),
]

export const kinds: readonly Kind[] = [oneCycleKind, drawnKind, ...falling, ...warm, ...cyclical, ...variants]

export function kindById(id: string): Kind | undefined {
  return kinds.find((kind) => kind.id === id)
}

/** Whether it is made of the library's 1cycle, whose momentum cycles and whose dialect may be chosen. */
export function isVariant({ id }: Kind): boolean {
  return variants.some((kind) => kind.id === id)
}

function variant(id: BuiltInMethod, name: string, does: string): Kind {
  return { id, name, does, formula: 'as 1cycle, but for what its name says', builtIn: id, parameters: [] }
}
