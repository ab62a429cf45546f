/** What is computed beside the drawing of the page: a role, and what it has of the thread that it runs in. */

export interface Host<Report> {
  tell(report: Report, ...moved: ArrayBuffer[]): void
  /**
   * Between two slices of work: messages have their turn, and the page where it shares the thread. Rejects once `signal` has aborted.
   * @param milliseconds to wait, where the thread is the role's own
   */
  rest(milliseconds?: number): Promise<void>
  /** aborts when nobody waits any more */
  readonly signal: AbortSignal
  /** starts one more worker, in a role, that lives as long as this one; absent where there are none */
  readonly start?: (role: string) => MessagePort
}

/** @returns what is called with every message */
export type Role<Message, Report> = (host: Host<Report>) => (message: Message) => Promise<void>

/** milliseconds of work without a rest: half a frame */
export const SLICE = 8
