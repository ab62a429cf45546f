/**
 * Where the lanes are sent, step by step, so that all run beside each other: at a pace the next steps are given out frame by
 * frame, and never far beyond the slowest lane; as fast as it goes each runs to the end on its own.
 */
import { effect, signal } from '@preact/signals'
import { ownKnown } from '../problem/own-known.ts'
import { totalSteps } from '../problem/rows.ts'
import { lab } from '../state/store.ts'
import { beat, dropRuns, furthestStep, openSteps, sendAll, settleRuns } from './running.ts'

/** Steps of a frame's worth that a lane may be ahead of the slowest. */
const AHEAD = 0.1

const aim = signal(0)
export const playing = signal(false)

/** The step that the race is at: the one that was asked for; while it plays, that to which all lanes have come. */
export const position = signal(0)

effect(() => {
  beat.value
  const open = openSteps()
  const together = open.length === 0 ? furthestStep() : Math.min(...open)
  // a lane that is new catches up: the race does not go back for it
  position.value = playing.value ? Math.max(position.peek(), Math.min(aim.value, together)) : aim.value
})

export function play(): void {
  if (playing.value) return
  const total = totalSteps(lab.value.problem)
  if (aim.value >= total) seek(0)
  playing.value = true
  let before = performance.now()
  let exact = aim.value
  let fast = false
  const frame = (now: number): void => {
    if (!playing.value) return
    const { pace } = lab.value
    const open = openSteps()
    if (open.length === 0 && furthestStep() > 0) {
      // all have ended, some before the end where they diverged
      aim.value = total
      playing.value = false
      return
    }
    const slowest = Math.min(...open, total)
    // the aim never falls, so those ahead wait where they are; after full speed it begins where the furthest was last heard
    const least = fast ? furthestStep() : exact
    const next = Math.min(total, exact + ((now - before) / 1000) * pace, slowest + reach(pace))
    fast = pace === 0
    exact = fast ? total : Math.max(least, next)
    before = now
    if (Math.floor(exact) !== aim.value) send(Math.floor(exact))
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

/** How far beyond the slowest lane the others may go. */
function reach(pace: number): number {
  return Math.max(2, pace * AHEAD)
}

export function pause(): void {
  if (!playing.value) return
  playing.value = false
  // those behind catch up, so that all stand at one step
  seek(Math.min(aim.value, Math.max(position.value, furthestStep())))
}

/** Goes to a step, forward or back, to the same bits. */
export function seek(step: number): void {
  playing.value = false
  send(Math.max(0, Math.min(step, totalSteps(lab.value.problem))))
}

function send(step: number): void {
  aim.value = step
  sendAll(step)
}

let problem = lab.value.problem
let rows = ownKnown.value

/** Follows the state: another problem begins anew, another lane catches up. */
effect(() => {
  const next = lab.value.problem
  lab.value.lanes
  const data = ownKnown.value
  const other = JSON.stringify(next) !== JSON.stringify(problem) || (next.data === 'own' && data !== rows)
  problem = next
  rows = data
  if (other) {
    playing.value = false
    aim.value = 0
    dropRuns()
    return
  }
  settleRuns()
  if (aim.peek() > 0) sendAll(aim.peek())
})
