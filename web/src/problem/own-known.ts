/** What the page knows of the reader's own rows; the rows themselves are with the browser, where workers fetch them. */
import { signal } from '@preact/signals'
import type { Problem } from '../state/lab.ts'
import { fileInWords, isOwn } from './own-file.ts'
import { type OwnFacts, ownFacts } from './own-rows.ts'

/** undefined until the browser has been asked, null where there are none */
export const ownKnown = signal<OwnFacts | null | undefined>(undefined)

function found(facts: OwnFacts | null): void {
  // files that were given meanwhile are newer
  if (ownKnown.value === undefined) ownKnown.value = facts
}

ownFacts().then(found, () => found(null))

type Data = Pick<Problem, 'data' | 'own'>

/** What is known of the rows that a problem asks for; null where they are not here. */
export function ownOf({ data, own }: Data): OwnFacts | null {
  const facts = ownKnown.value
  return data === 'own' && facts && isOwn(facts, own) ? facts : null
}

/** What a problem waits for; null where nothing is missing. */
export function neededFile(problem: Data): string | null {
  if (problem.data !== 'own' || ownKnown.value === undefined || ownOf(problem)) return null
  return problem.own === undefined ? 'a file of your own' : fileInWords(problem.own)
}

/** Whether the target is a number, of which no answer is simply right. */
export function predictsNumber(problem: Data): boolean {
  return ownOf(problem)?.classes === 0
}
