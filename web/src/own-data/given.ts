/** What the reader's files become: read, told of, raced on, forgotten. */
import { batch, effect, signal } from '@preact/signals'
import { usualProblem } from '../problem/networks.ts'
import { isOwn, sameFiles } from '../problem/own-file.ts'
import { neededFile, ownKnown } from '../problem/own-known.ts'
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
  return settle(readOwnFiles(files, lab.value.problem.own?.target))
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
  const { facts } = found
  const { own } = lab.value.problem
  const waited = neededFile(lab.value.problem) !== null
  batch(() => {
    ownKnown.value = facts
    // an experiment that waits for its file goes on as it is, and with another one only where the reader says so
    if (own === undefined || !(waited || isOwn(facts, own))) useOwnRows(facts)
  })
}

/** A table that predicts another column than the experiment does is read again, as after an undo. */
effect(() => {
  const { data, own } = lab.value.problem
  const facts = ownKnown.value
  if (data !== 'own' || !own?.target || !facts || !sameFiles(facts, own) || isOwn(facts, own)) return
  const target = facts.columns?.indexOf(own.target) ?? -1
  if (target !== -1) chooseTarget(target)
})
