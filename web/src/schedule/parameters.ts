/** What of a schedule may be set: numbers on a slider, and choices. */

export interface NumberParameter {
  readonly key: string
  readonly label: string
  /** in the name of a lane where it was changed: "power 0.9" */
  readonly short: string
  readonly value: number
  readonly low: number
  readonly high: number
  readonly step: number
  readonly logarithmic?: boolean
  readonly unit?: string
  readonly help: string
}

export interface ChoiceParameter {
  readonly key: string
  readonly label: string
  readonly short: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly text: string }[]
  readonly help: string
}

export type Parameter = NumberParameter | ChoiceParameter

/** A value for each parameter, by its key. */
export type Values = Readonly<Record<string, number | string>>

export function isChoice(parameter: Parameter): parameter is ChoiceParameter {
  return 'options' in parameter
}

/** What was set, within the ranges, and the defaults of the rest. */
export function valuesOf(parameters: readonly Parameter[], set: Values): Values {
  return Object.fromEntries(parameters.map((parameter) => [parameter.key, checkedValue(parameter, set[parameter.key])]))
}

/** Of the values those that differ from the defaults. */
export function changedValues(parameters: readonly Parameter[], values: Values): Values {
  const all = valuesOf(parameters, values)
  return Object.fromEntries(
    parameters.filter(({ key, value }) => all[key] !== value).map(({ key }) => [key, all[key]!]),
  )
}

function checkedValue(parameter: Parameter, set: number | string | undefined): number | string {
  if (isChoice(parameter)) {
    return parameter.options.some(({ value }) => value === set) ? (set as string) : parameter.value
  }
  if (typeof set !== 'number' || !Number.isFinite(set)) return parameter.value
  return Math.min(Math.max(set, parameter.low), parameter.high)
}
