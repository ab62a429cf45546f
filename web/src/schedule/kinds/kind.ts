/** What a kind of schedule is to the editor: its words, its parameters, and what they make of it. */
import type { BuiltInMethod, ScheduleDescription } from 'onecycle'
import type { NumberParameter, Parameter, Values } from '../parameters.ts'

export interface Kind {
  readonly id: string
  readonly name: string
  /** one sentence, for those who choose */
  readonly does: string
  readonly formula: string
  /** the built-in method that it is while every parameter has its default */
  readonly builtIn?: BuiltInMethod
  readonly parameters: readonly Parameter[]
  /** of the rate, with the placeholders of a study; absent where the built-in method has nothing to set */
  readonly describe?: (values: Values, totalSteps: number) => ScheduleDescription
}

/** Where the rate ends. */
export function finalShare(value: number): NumberParameter {
  const help = 'Where the rate ends, as a share of its highest.'
  return {
    key: 'final',
    label: 'Final rate',
    short: 'final',
    value,
    low: 0,
    high: 1,
    step: 0.01,
    unit: 'of peak',
    help,
  }
}

/** Where a warm-up begins. */
export const initialShare: NumberParameter = {
  key: 'initial',
  label: 'Initial rate',
  short: 'initial',
  value: 0.04,
  low: 0,
  high: 1,
  step: 0.01,
  unit: 'of peak',
  help: 'Where the warm-up begins, as a share of the highest rate.',
}

/** A share of the run. */
export function runShare(key: string, label: string, value: number, help: string, high = 0.9): NumberParameter {
  return { key, label, short: label.toLowerCase(), value, low: 0, high, step: 0.01, unit: 'of the run', help }
}
