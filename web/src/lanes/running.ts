/**
 * The lanes that run: one worker for each different run that the state asks for, started when it first has a way to go. What
 * a lane computes follows from problem, method and rate, so a run is known by these: a lane that comes back, by undo or as
 * the ghost of its fork, finds its run where it left it.
 */
import { signal } from '@preact/signals'
import { totalSteps } from '../problem/rows.ts'
import type { Lab, Lane, Problem } from '../state/lab.ts'
import { lab } from '../state/store.ts'
import { type LaneHandle, startLane } from '../work/lane/handle.ts'
import type { LaneProgress } from '../work/lane/protocol.ts'
import { LaneRecord } from './record.ts'

export interface RunningLane {
  readonly record: LaneRecord
  readonly total: number
  /** what went wrong, for the reader; the lane stands still */
  failed: string | null
  /** that computed it when it was last heard of */
  threads: number
}

interface Run extends RunningLane {
  readonly problem: Problem
  readonly lane: Lane
  handle: LaneHandle | null
}

const runs = new Map<string, Run>()

/** Ticks, at most every other frame, whenever a lane has told something. */
export const beat = signal(0)

/** The runs that the state asks for: of the lanes, and of the ghosts of their forks. */
function asked({ lanes }: Pick<Lab, 'lanes'>): Lane[] {
  return lanes.flatMap((lane) => (lane.before === undefined ? [lane] : [lane, ghostOf(lane)]))
}

/** The lane as it was before its fork. */
export function ghostOf({ before, ...lane }: Lane): Lane {
  return { ...lane, ...before }
}

function keyOf(problem: Problem, { method, rate, dialect }: Lane): string {
  return JSON.stringify([problem, method, rate, dialect])
}

/** Drops runs that nothing asks for any more, and makes records for new ones. */
export function settleRuns(): void {
  const { problem } = lab.value
  const wanted = new Map(asked(lab.value).map((lane) => [keyOf(problem, lane), lane]))
  for (const [key, { handle }] of runs) {
    if (wanted.has(key)) continue
    handle?.stop()
    runs.delete(key)
  }
  const total = totalSteps(problem)
  for (const [key, lane] of wanted) {
    if (runs.has(key)) continue
    runs.set(key, { problem, lane, total, record: new LaneRecord(total), failed: null, threads: 1, handle: null })
  }
  tick()
}

/** Drops all runs: their data are others. */
export function dropRuns(): void {
  for (const { handle } of runs.values()) handle?.stop()
  runs.clear()
  settleRuns()
}

/** Of a processor, for the page itself while lanes train. */
const FOR_THE_PAGE = 0.4

/** More threads are no faster for what is trained here, and a machine may have hundreds of processors. */
const MOST_THREADS = 16

/** Processors for each of so many runs, as a share of one where there are fewer. */
function processorsFor(count: number): number {
  return ((navigator.hardwareConcurrency || 2) - FOR_THE_PAGE) / Math.max(1, count)
}

/** Sends every run to a step. */
export function sendAll(step: number): void {
  const behind = openSteps().filter((at) => at < step).length
  const share = Math.min(1, processorsFor(behind))
  for (const run of runs.values()) {
    if (run.handle === null && step === 0) continue
    handleOf(run).goTo(step, share)
    run.record.step = Math.min(run.record.step, step)
  }
}

/** Starts the workers ahead of their first step, so that what does not fit is told at once. */
export function prepareRuns(): void {
  for (const run of runs.values()) if (run.total > 0) handleOf(run)
}

function handleOf(run: Run): LaneHandle {
  run.handle ??= startLane(
    run.problem,
    run.lane,
    Math.max(1, Math.min(Math.floor(processorsFor(runs.size)), MOST_THREADS)),
    {
      onProgress: (progress) => heard(run, progress),
      onFail: (text) => {
        run.failed = text
        tick()
      },
    },
  )
  return run.handle
}

function heard(run: Run, progress: LaneProgress): void {
  run.record.add(progress)
  run.threads = progress.threads
  tick()
}

/** milliseconds between two beats at least: every other frame is free for the reader */
const BEAT = 30

let due = false
let last = -Infinity

function tick(): void {
  if (due) return
  due = true
  requestAnimationFrame(ticked)
}

function ticked(now: number): void {
  if (now - last < BEAT) {
    requestAnimationFrame(ticked)
    return
  }
  due = false
  last = now
  beat.value++
}

/** The run of a lane of the state; it is there from the moment the state asks for it. */
export function runningLane(lane: Lane): RunningLane | undefined {
  return runs.get(keyOf(lab.value.problem, lane))
}

/** Steps of all runs that have a way to go still; none where all have ended or failed. */
export function openSteps(): number[] {
  return [...runs.values()]
    .filter(({ record, failed }) => failed === null && (record.end === null || record.step < record.end.steps))
    .map(({ record }) => record.step)
}

/** How far the furthest run is. */
export function furthestStep(): number {
  return Math.max(0, ...[...runs.values()].map(({ record }) => record.step))
}

/** What the network of a lane answers as it is now: probabilities, a row for each row of features. */
export function askLane(id: string, features: Float32Array | Uint8Array): Promise<Float32Array> {
  return theHandle(id).ask(features)
}

/** The network of a lane as it is now, as a file that the command line loads. */
export function saveLane(id: string): Promise<Uint8Array> {
  return theHandle(id).save()
}

function theHandle(id: string): LaneHandle {
  const { lanes, problem } = lab.value
  const lane = lanes.find((one) => one.id === id)
  const run = lane && runs.get(keyOf(problem, lane))
  if (run === undefined) throw new Error(`there is no lane ${id}`)
  return handleOf(run)
}
