/** The page's side of the worker that reads files: one question, one answer. */
import type { Dataset } from 'onecycle'
import type { OwnFacts } from '../problem/own-rows.ts'
import type { Problem } from '../state/lab.ts'
import type { UnfitTable } from './read-files.ts'
import type { ReplayedLogs } from './replay-logs.ts'
import { startWorker } from './start.ts'

type Question =
  | { readonly files: readonly File[] }
  | { readonly target: number }
  | { readonly logs: readonly File[] }
  | { readonly heldOut: Pick<Problem, 'data' | 'seed'> }

export type Ask = Question & { readonly id: number }

interface Failure {
  readonly error: string
}

/** What became of the reader's files. */
export type FilesAnswer = { readonly facts: OwnFacts } | UnfitTable | Failure

export type Answer = FilesAnswer | ReplayedLogs | { readonly rows: Dataset }

let worker: Worker | undefined
let asked = 0
const waiting = new Map<number, (answer: Answer) => void>()

function ask(question: Question): Promise<Answer> {
  worker ??= started()
  const id = ++asked
  const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve))
  worker.postMessage({ ...question, id } satisfies Ask)
  return answer
}

function started(): Worker {
  const made = startWorker('files', (error) => {
    for (const answer of waiting.values()) answer({ error })
    waiting.clear()
    worker = undefined
  })
  made.onmessage = ({ data }: MessageEvent<Answer & { readonly id: number }>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  }
  return made
}

export async function readOwnFiles(files: readonly File[]): Promise<FilesAnswer> {
  return (await ask({ files })) as FilesAnswer
}

/** The table that was read last, for another target. */
export async function readOwnTarget(target: number): Promise<FilesAnswer> {
  return (await ask({ target })) as FilesAnswer
}

export async function replayFiles(logs: readonly File[]): Promise<ReplayedLogs | Failure> {
  return (await ask({ logs })) as ReplayedLogs | Failure
}

/** The rows of a problem that are held out, made away from the page's thread. @throws Error where they are not here */
export async function heldOutRows(heldOut: Pick<Problem, 'data' | 'seed'>): Promise<Dataset> {
  const answer = await ask({ heldOut })
  if ('rows' in answer) return answer.rows
  throw new Error('error' in answer ? answer.error : 'no answer')
}
