/** Early stopping as a reducer: the state is plain data, so a checkpoint carries it. */
import { checkInteger, checkNumber, checkOneOf, checkOptions } from '../check.js'
import type { Evaluation } from '../network/evaluate.js'

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

export function checkEarlyStopping(where: string, options: EarlyStopping): Required<EarlyStopping> {
  checkOptions(where, options, ['metric', 'patience', 'minimumDelta'])
  return {
    metric: checkOneOf(where, 'earlyStopping.metric', options.metric ?? 'loss', ['loss', 'accuracy']),
    patience: checkInteger(where, 'earlyStopping.patience', options.patience ?? 3, 1),
    minimumDelta: checkNumber(where, 'earlyStopping.minimumDelta', options.minimumDelta ?? 0, 0),
  }
}

export function nextEarlyStopping(
  options: Required<EarlyStopping>,
  state: EarlyStoppingState,
  epoch: number,
  evaluation: Evaluation,
): EarlyStoppingState {
  const value = options.metric === 'loss' ? -evaluation.loss : (evaluation.accuracy as number)
  if (state.best < 0 || value > state.value + options.minimumDelta) return { best: epoch, value, waited: 0 }
  return { ...state, waited: state.waited + 1 }
}
