/** What the reader's files become: read, told of, raced on, forgotten. */
import { batch, effect, signal } from '@preact/signals'
import { usualProblem } from '../problem/networks.ts'
import { isOwn, ownFileOf, sameFiles } from '../problem/own-file.ts'
import { neededFile, ownKnown, ownOf } from '../problem/own-known.ts'
import { ownProblem } from '../problem/own-problem.ts'
import { forgetOwnRows, type OwnFacts } from '../problem/own-rows.ts'
import { errorInWords } from '../problem/own-words.ts'
import { change, lab } from '../state/store.ts'
import { readOwnFiles, readOwnTarget } from '../work/files/handle.ts'
import type { FilesAnswer } from '../work/files/protocol.ts'
import type { UnfitTable } from '../work/files/read-files.ts'

export const reading = signal(false)
/** what became of the last files: why they could not be used, or that they are */
export const told = signal<{ readonly wrong: boolean; readonly text: string } | null>(null)
/** a table that another target may fit */
export const unfit = signal<UnfitTable | null>(null)

export function give(files: readonly File[]): Promise<void> {
  const names = files.map(({ name }) => name).join(', ')
  return settle(readOwnFiles(files, lab.value.problem.own?.target), names)
}

/** Files that are dropped anywhere, where nothing else takes them: the browser would leave the page for them. */
for (const kind of ['dragover', 'drop'] as const) {
  addEventListener(kind, (event) => {
    const { defaultPrevented, dataTransfer } = event
    if (defaultPrevented || !dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    if (kind === 'drop') give([...dataTransfer.files])
  })
}

export function chooseTarget(target: number): Promise<void> {
  return settle(readOwnTarget(target), unfit.value?.name ?? ownKnown.value?.files[0]?.name ?? '')
}

/** Makes them the page's problem, with a network that fits. */
export function useOwnRows(facts: OwnFacts): void {
  change({ problem: ownProblem(facts, lab.value.problem.seed), bounds: null })
}

export async function forget(): Promise<void> {
  await forgetOwnRows()
  ownKnown.value = null
  unfit.value = null
  told.value = null
  if (lab.value.problem.data === 'own') change({ problem: usualProblem('spirals', lab.value.problem.seed) })
}

async function settle(answer: Promise<FilesAnswer>, names: string): Promise<void> {
  reading.value = true
  told.value = null
  const found = await answer
  reading.value = false
  const before = ownOf(lab.value.problem)
  if ('error' in found) {
    const kept = before === null ? '' : ` ${inUse(before)}`
    told.value = { wrong: true, text: `${names} cannot be used: ${errorInWords(found.error)}${kept}` }
    // another column of the file in use: its list goes back to the one that is predicted
    if ('columns' in found && names !== before?.files[0]?.name) unfit.value = found
    return
  }
  unfit.value = null
  const { facts } = found
  const { own } = lab.value.problem
  const waited = neededFile(lab.value.problem) !== null
  if (!waited) told.value = { wrong: false, text: inUse(facts) }
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

function inUse(facts: OwnFacts): string {
  const { files, target } = ownFileOf(facts)
  return `${files[0]?.name} is in use${target === undefined ? '' : `, to predict "${target}"`}.`
}
