/** The page's side of what reads files: one question, one answer. */
import type { Dataset } from 'onecycle'
import type { Problem } from '../../state/lab.ts'
import { startWork, type Work } from '../start.ts'
import type { Answer, Ask, Failure, FilesAnswer, Question } from './protocol.ts'
import type { ReplayedLogs } from './replay-logs.ts'

let reader: Work<Ask> | undefined
let asked = 0
const waiting = new Map<number, (answer: Answer) => void>()

function ask(question: Question): Promise<Answer> {
  reader ??= started()
  const id = ++asked
  const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve))
  reader.send({ ...question, id })
  return answer
}

function started(): Work<Ask> {
  return startWork<Ask, Answer & { readonly id: number }>('files', {
    onReport: (answer) => {
      waiting.get(answer.id)?.(answer)
      waiting.delete(answer.id)
    },
    onFail: (error) => {
      for (const answer of waiting.values()) answer({ error })
      waiting.clear()
      reader = undefined
    },
  })
}

export async function readOwnFiles(files: readonly File[], column?: string): Promise<FilesAnswer> {
  return (await ask({ files, column })) as FilesAnswer
}

/** The table that was read last, for another target. */
export async function readOwnTarget(target: number): Promise<FilesAnswer> {
  return (await ask({ target })) as FilesAnswer
}

export async function replayFiles(logs: readonly File[]): Promise<ReplayedLogs | Failure> {
  return (await ask({ logs })) as ReplayedLogs | Failure
}

/** The rows of a problem that are held out, made away from the page's thread. @throws Error where they are not here */
export async function heldOutRows(heldOut: Pick<Problem, 'data' | 'own' | 'seed'>): Promise<Dataset> {
  const answer = await ask({ heldOut })
  if ('rows' in answer) return answer.rows
  throw new Error('error' in answer ? answer.error : 'no answer')
}
