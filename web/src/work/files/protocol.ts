/** What the reader of files is asked, and what it answers. */
import type { Dataset } from 'onecycle'
import type { OwnFacts } from '../../problem/own-rows.ts'
import type { Problem } from '../../state/lab.ts'
import type { UnfitTable } from './read-files.ts'
import type { ReplayedLogs } from './replay-logs.ts'

export type Question =
  | {
      readonly files: readonly File[]
      /** the column to predict of a table that has it, else its last */
      readonly column: string | undefined
    }
  | { readonly target: number }
  | { readonly logs: readonly File[] }
  | { readonly heldOut: Pick<Problem, 'data' | 'own' | 'seed'> }

export type Ask = Question & { readonly id: number }

export interface Failure {
  readonly error: string
}

/** What became of the reader's files. */
export type FilesAnswer = { readonly facts: OwnFacts } | UnfitTable | Failure

export type Answer = FilesAnswer | ReplayedLogs | { readonly rows: Dataset }
