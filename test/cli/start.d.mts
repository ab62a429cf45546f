import type { ChildProcess } from 'node:child_process'

export interface Result {
  /** null where a signal ended the process */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  readonly result: Promise<Result>
}

export interface Surroundings {
  cwd?: string
  env?: Record<string, string>
  /** another copy of the program */
  program?: string
  /** what stands on stdin; by default nothing */
  input?: string | Uint8Array
  /** whether more may come on stdin */
  open?: boolean
}

export const program: string
export function start(args: readonly string[], surroundings?: Surroundings): Running
