/** Runs the command line: as it is built, in a process of its own, or from its sources in this one. */
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { vi } from 'vitest'
import * as places from '../../src/cli/places.js'
import { runProgram } from '../../src/cli/program.js'
import type { Metrics } from '../../src/entry/index.js'
import { type Result, type Surroundings, start } from './start.mjs'

export { program, type Result, type Running, type Surroundings, start } from './start.mjs'

export const project = fileURLToPath(new URL('../..', import.meta.url))

// as in a process of its own
process.env.COLUMNS ??= '400'

// the command line may run in this process, but its threads run what is built
const [sources, built] = ['src/', 'packages/cli/dist/'].map((folder) => pathToFileURL(project + folder).href)
for (const place of Object.values(places)) place.href = place.href.replace(`${sources}`, `${built}`)

export function onecycle(args: readonly string[], surroundings: Surroundings = {}): Promise<Result> {
  return start(args, surroundings).result
}

/** What is printed on stdout meanwhile. */
export async function captured(act: () => unknown): Promise<string> {
  let text = ''
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    text += piece
    return true
  })
  try {
    await act()
    return text
  } finally {
    spy.mockRestore()
  }
}

/** Runs a command line in this process, which is quicker; one at a time. */
export async function inside(
  args: readonly string[],
  { cwd = process.cwd() }: Pick<Surroundings, 'cwd'> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' }
  const before = process.cwd()
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += text
      return true
    }),
  )
  try {
    process.chdir(cwd)
    return { code: (await runProgram(args)) ?? Number(process.exitCode ?? 0), ...written }
  } finally {
    process.chdir(before)
    process.exitCode = undefined
    for (const spy of spies) spy.mockRestore()
  }
}

/** A command line that is refused; `words` is the error without `error: ` and without the hint of where help is. */
export async function refused(args: readonly string[]): Promise<{ code: number; stdout: string; words: string }> {
  const { code, stdout, stderr } = await inside(args)
  const words = stderr.replace(/^error: /, '').replace(/\n\(onecycle --help .*\)\n$/, '')
  return { code, stdout, words: words.trimEnd() }
}

/** The document of a run with --json in this process. */
export async function jsonInside<T = TrainDocument>(
  args: readonly string[],
  surroundings: Pick<Surroundings, 'cwd'> = {},
): Promise<T> {
  const { code, stdout, stderr } = await inside([...args, '--json'], surroundings)
  if (code !== 0 || stderr !== '') throw new Error(`onecycle ${args.join(' ')}: exit code ${code}, stderr ${stderr}`)
  return JSON.parse(stdout)
}

/** The document of a run with --json: it must end well, say nothing on stderr, and print one line of JSON. */
export async function json<T = TrainDocument>(args: readonly string[], surroundings: Surroundings = {}): Promise<T> {
  const { code, stdout, stderr } = await onecycle([...args, '--json'], surroundings)
  if (code !== 0 || stderr !== '') throw new Error(`onecycle ${args.join(' ')}: exit code ${code}, stderr ${stderr}`)
  if (stdout.indexOf('\n') !== stdout.length - 1) throw new Error(`stdout is not one line: ${stdout.slice(0, 200)}`)
  return JSON.parse(stdout)
}

/** What `train --json` prints, as scripts rely on it. */
export interface TrainDocument {
  command: string
  seed: number
  engine: { name: string; runtime: string; version: string }
  dataset: { name: string; training: number; test: number; inputs: number; classes: number }
  network: { name: string | null; layers: number[]; parameters: number }
  optimizer: string
  schedule: string
  method: unknown
  hyperparameters: Record<string, unknown>
  epochs: number
  batchSize: number
  steps: number
  seconds: number
  stepsPerSecond: number
  finalLoss: number | null
  testLoss: number | null
  testAccuracy: number | null
  weightsSha256: string | null
  stopped: string
  loss: string
  target: { name: string; kind: string } | null
  notes: string[] | null
  evaluation: Metrics | null
  baseline: { className: string; accuracy: number } | { rmse: number; mae: number } | null
  validation: Metrics | null
  restoredEpoch: number | null
  epochsDone: number
}

/** Waits until it is so. */
export async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; !condition(); i++) {
    if (i === 2000) throw new Error('what the test waits for did not happen within 20 s')
    await sleep(10)
  }
}

export { temporaryFolder } from '../helpers.js'

/** A small run that takes a fraction of a second. */
export const SPIRALS = ['train', '--data', 'spirals', '--hidden', '16', '--batch-size', '50']
