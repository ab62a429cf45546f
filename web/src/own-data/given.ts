/** What the reader's files become: read, told of, raced on, forgotten. */
import { signal } from '@preact/signals'
import { usualProblem } from '../problem/networks.ts'
import { ownKnown } from '../problem/own-known.ts'
import { ownProblem } from '../problem/own-problem.ts'
import { forgetOwnRows, type OwnFacts } from '../problem/own-rows.ts'
import { change, lab } from '../state/store.ts'
import { readOwnFiles, readOwnTarget } from '../work/files/handle.ts'
import type { FilesAnswer } from '../work/files/protocol.ts'
import type { UnfitTable } from '../work/files/read-files.ts'

export const reading = signal(false)
/** why the last files could not be used */
export const trouble = signal<string | null>(null)
/** a table that another target may fit */
export const unfit = signal<UnfitTable | null>(null)

export function give(files: readonly File[]): Promise<void> {
  return settle(readOwnFiles(files))
}

export function chooseTarget(target: number): Promise<void> {
  return settle(readOwnTarget(target))
}

/** Makes them the page's problem, with a network that fits. */
export function useOwnRows(facts: OwnFacts): void {
  change({ problem: ownProblem(facts, lab.value.problem.seed), bounds: null })
}

export async function forget(): Promise<void> {
  await forgetOwnRows()
  ownKnown.value = null
  unfit.value = null
  trouble.value = null
  if (lab.value.problem.data === 'own') change({ problem: usualProblem('spirals', lab.value.problem.seed) })
}

async function settle(answer: Promise<FilesAnswer>): Promise<void> {
  reading.value = true
  trouble.value = null
  const found = await answer
  reading.value = false
  unfit.value = 'columns' in found ? found : null
  if ('error' in found) {
    trouble.value = found.error
    return
  }
  ownKnown.value = found.facts
  useOwnRows(found.facts)
}
