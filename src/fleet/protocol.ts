/** What a coordinator and its machines send each other. Documents of trials and results are plain JSON that is only passed on. */

/** One trial to be run. */
export interface Job {
  /** SHA-256 of what the result depends on: equal ids mean equal results */
  readonly id: string
  readonly trial: unknown
  /** SHA-256 of the data that it runs on */
  readonly data: string
}

/** What a machine gave for a trial: a result, or the words of the error that the trial ended with. */
export interface Delivery {
  readonly id: string
  readonly machine: string
  readonly record?: unknown
  readonly error?: string
}

/** A process of `work`, as it describes itself every few seconds. */
export interface Presence {
  readonly machine: string
  readonly process: number
  /** trials at a time */
  readonly threads: number
  /** ids of the trials under way */
  readonly doing: readonly string[]
  /** trials that it has delivered */
  readonly done: number
}

/** The queue that trials wait in. */
export const QUEUE = 'onecycle-trials'

/** Seconds after which a machine that has not been heard of is taken for lost, and its trials go to others. */
export const LEASE = 10

/**
 * Processes that may die over a trial before it is taken for what kills them: more than machines that come and go as they
 * like will end over one trial by chance.
 */
export const MOST_DEATHS = 10

/** Data, deliveries and what else is on the server that nobody asked for in so many days are removed. */
export const DAYS_KEPT = 7
