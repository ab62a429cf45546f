/** What the coordinator of a study is told, and what it tells; and its trial workers. */
import type {
  Method,
  MethodDescription,
  Study,
  StudyCost,
  StudyProgress,
  TrialConfig,
  TrialData,
  TrialRecord,
} from 'onecycle'
import type { Problem } from '../../state/lab.ts'

/** Plain JSON from which the whole study follows. */
export interface StudySetting {
  readonly problem: Problem
  readonly schedules: readonly (Method | MethodDescription)[]
  readonly subject: string
  /** epochs, ascending */
  readonly budgets: readonly number[]
  readonly seeds: number
  readonly target: number
}

/** Asked before it is run, since tuning may take long. */
export interface StudyEstimate extends Pick<StudyCost, 'trials' | 'epochs'> {
  readonly seconds: number
}

export type StudyCommand = { readonly do: 'estimate' | 'run'; readonly setting: StudySetting }

export interface StudyHeard extends Pick<StudyProgress, 'stage' | 'trialsDone' | 'epochsDone' | 'epochsTotal'> {
  /** seconds since the first trial began */
  readonly seconds: number
}

export type StudyReport =
  | { readonly tell: 'estimate'; readonly estimate: StudyEstimate }
  | { readonly tell: 'progress'; readonly progress: StudyHeard }
  | { readonly tell: 'study'; readonly study: Study }
  | { readonly tell: 'failed'; readonly message: string }

export type TrialCommand =
  | { readonly do: 'data'; readonly data: TrialData }
  | { readonly do: 'trial'; readonly config: TrialConfig }

export type TrialReport =
  | { readonly tell: 'record'; readonly record: TrialRecord }
  | { readonly tell: 'failed'; readonly message: string }
