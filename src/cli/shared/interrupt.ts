/** Ctrl-C: the first one asks the run to end after its current step, the second ends the process at once. */
import { endAtOnce } from './end.js'

export interface Interrupt {
  /** aborted by the first SIGINT or SIGTERM */
  readonly signal: AbortSignal
  /** the exit code that the signal stands for, 128 + its number: 130 or 143; undefined before it came */
  readonly exitCode: number | undefined
  /** Gives the signals back their usual meaning. */
  release(): void
}

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const

export function listenForInterrupt(): Interrupt {
  const controller = new AbortController()
  let exitCode: number | undefined
  const listener = (name: keyof typeof EXIT_CODES): void => {
    if (exitCode !== undefined) endAtOnce(EXIT_CODES[name])
    exitCode = EXIT_CODES[name]
    controller.abort()
  }
  process.on('SIGINT', listener)
  process.on('SIGTERM', listener)
  return {
    signal: controller.signal,
    get exitCode() {
      return exitCode
    },
    release() {
      process.off('SIGINT', listener)
      process.off('SIGTERM', listener)
    },
  }
}
