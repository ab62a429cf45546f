/** The study of the lanes, as far as it is: nothing yet, running, or its result. It is no part of the state, as it follows from it. */
import { signal } from '@preact/signals'
import type { Study } from 'onecycle'
import { announce } from '../parts/announcer.tsx'
import type { Lab } from '../state/lab.ts'
import { type Asked, estimateStudy, runStudy } from '../work/study/handle.ts'
import type { StudyEstimate, StudyHeard, StudySetting } from '../work/study/protocol.ts'
import { type StudyKind, studyBudgets, studyMethods } from './study-methods.ts'

export type StudyState =
  | { readonly is: 'none' }
  | { readonly is: 'running'; readonly kind: StudyKind; readonly progress: StudyHeard | null }
  | { readonly is: 'done'; readonly result: StudyResult }
  | { readonly is: 'failed'; readonly text: string }

export interface StudyResult {
  readonly study: Study
  readonly kind: StudyKind
  /** ids of the lanes that the methods of the study are */
  readonly lanes: readonly string[]
  readonly seconds: number
  /** what it was of: another setting has another answer */
  readonly setting: string
}

export const studyState = signal<StudyState>({ is: 'none' })

/** The cost of tuning, for the setting that it was asked for. */
export const tuningCost = signal<{ readonly setting: string; readonly estimate: StudyEstimate } | null>(null)

let under: Asked<unknown> | null = null
let asking: Asked<unknown> | null = null

export function settingOf({ lanes, problem, seeds, target }: Lab, kind: StudyKind): StudySetting {
  const { schedules, subject } = studyMethods(lanes, kind)
  return { problem, schedules, subject, budgets: studyBudgets(problem.epochs), seeds, target }
}

export async function startStudy(lab: Lab, kind: StudyKind): Promise<void> {
  cancelStudy()
  const setting = settingOf(lab, kind)
  const { lanes } = studyMethods(lab.lanes, kind)
  const start = performance.now()
  studyState.value = { is: 'running', kind, progress: null }
  const asked = runStudy(setting, (progress) => {
    studyState.value = { is: 'running', kind, progress }
  })
  under = asked
  try {
    const study = await asked.answer
    const seconds = (performance.now() - start) / 1000
    studyState.value = { is: 'done', result: { study, kind, lanes, seconds, setting: JSON.stringify(setting) } }
    announce(`The verdict is there after ${Math.round(seconds)} seconds.`)
  } catch (error) {
    if (under === asked) studyState.value = { is: 'failed', text: (error as Error).message }
  }
}

export function cancelStudy(): void {
  under?.cancel()
  under = null
  if (studyState.value.is === 'running') studyState.value = { is: 'none' }
}

/** Asks what tuning would cost, unless it is known. */
export async function askTuningCost(lab: Lab): Promise<void> {
  const setting = settingOf(lab, 'tuned')
  const text = JSON.stringify(setting)
  if (tuningCost.peek()?.setting === text) return
  asking?.cancel()
  const asked = estimateStudy(setting)
  asking = asked
  try {
    tuningCost.value = { setting: text, estimate: await asked.answer }
  } catch {
    // the study itself will tell what does not fit
    tuningCost.value = null
  }
}
