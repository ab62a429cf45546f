/** Early stopping as a reducer: the state is plain data, so a checkpoint carries it. */
import type { Evaluation } from '../network/evaluate.js'
import { level, oneOf, optional, part, type ReadersOf, whole } from '../options.js'

/** When a run stops for want of improvement. */
export interface EarlyStopping {
  /** what is watched on the validation data: its loss (default) or its accuracy */
  metric?: 'loss' | 'accuracy'
  /** epochs without improvement after which the run stops; by default 3 */
  patience?: number
  /** an improvement must be larger than this; by default 0 */
  minimumDelta?: number
}

export interface EarlyStoppingState {
  /** epoch of the best value so far, -1 before the first */
  readonly best: number
  readonly value: number
  /** epochs since */
  readonly waited: number
}

export const notYet: EarlyStoppingState = { best: -1, value: 0, waited: 0 }

export const DEFAULT_PATIENCE = 3

export const readEarlyStopping = part({
  metric: optional(oneOf(['loss', 'accuracy'] as const), 'loss'),
  patience: optional(whole(1), DEFAULT_PATIENCE),
  minimumDelta: optional(level, 0),
} satisfies ReadersOf<EarlyStopping>)

export function nextEarlyStopping(
  options: Required<EarlyStopping>,
  state: EarlyStoppingState,
  epoch: number,
  score: Evaluation,
): EarlyStoppingState {
  const value = options.metric === 'loss' ? -score.loss : (score.accuracy as number)
  if (state.best < 0 || value > state.value + options.minimumDelta) return { best: epoch, value, waited: 0 }
  return { ...state, waited: state.waited + 1 }
}
