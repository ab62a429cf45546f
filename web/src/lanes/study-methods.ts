/** The lanes as methods of a study: with the rates that they have, or with rates that are looked for. */
import type { Method, MethodDescription, OneCycleDialect } from 'onecycle'
import { short } from '../parts/words.ts'
import { type Lane, laneName } from '../state/lab.ts'
import { laneNames } from './names.ts'

/** With the lanes' own rates, which were not tuned; or each lane with the best of as many rates. */
export type StudyKind = 'as they are' | 'tuned'

export interface StudyMethods {
  readonly schedules: readonly (Method | MethodDescription)[]
  /** ids of the lanes that they are */
  readonly lanes: readonly string[]
  readonly subject: string
}

/** As `compare` takes them. Lanes that would be tuned to the same are one method. */
export function studyMethods(lanes: readonly Lane[], kind: StudyKind): StudyMethods {
  const methods = kind === 'tuned' ? lanes.map(tunable) : fixed(lanes)
  const names = methods.map(nameOf)
  const kept = names.flatMap((name, i) => (names.indexOf(name) === i ? [i] : []))
  const cycle = lanes.findIndex(({ method }) => method === 'one-cycle')
  return {
    schedules: kept.map((i) => methods[i] as Method | MethodDescription),
    lanes: kept.map((i) => (lanes[i] as Lane).id),
    subject: names[cycle === -1 ? names.length - 1 : cycle] as string,
  }
}

function nameOf(method: Method | MethodDescription): string {
  return typeof method === 'string' ? method : method.name
}

function tunable({ method, dialect }: Lane): Method | MethodDescription {
  if (method !== 'one-cycle' || dialect === undefined) return method
  return { name: laneName({ method, dialect }), ...cycleOf(dialect) }
}

/** A study has one dialect for all of its methods, so a lane of another describes its cycle. */
function cycleOf(dialect: OneCycleDialect): Omit<MethodDescription, 'name'> {
  const cycle = (output: string) => ({ schedule: 'oneCycle', output, totalSteps: 'run', peak: 'rate', dialect })
  return { schedule: cycle('learningRate'), momentum: cycle('momentum') }
}

function fixed(lanes: readonly Lane[]): MethodDescription[] {
  const names = laneNames(lanes)
  return lanes.map((lane, i) => {
    const method = tunable(lane)
    const { rates: _, ...described } = typeof method === 'string' ? { schedule: method } : method
    return { ...described, name: fixedName(names[i] as string, lane.rate), rate: lane.rate }
  })
}

function fixedName(name: string, rate: number): string {
  return / at [\d.e-]+(?: \(\d+\))?$/.test(name) ? name : `${name} at ${short(rate)}`
}

/** A quarter, half and the whole of the race, in epochs. */
export function studyBudgets(epochs: number): number[] {
  return [...new Set([4, 2, 1].map((part) => Math.max(1, Math.round(epochs / part))))]
}
