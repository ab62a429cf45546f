/** How many threads a network's kernels use. */

/** What a network says of its threads. */
export interface Threads {
  /** that its kernels use, the one that calls them included; with 'auto' those that were found to be the fastest */
  readonly count: number
  /** that were asked for */
  readonly asked: number | 'auto'
  /** with 'auto': how many times as fast as with one thread its steps were with those in use, when they were last timed; 1 before */
  readonly speedUp?: number
  /** why there are fewer than were asked for; null where there are not, and with 'auto' where one was found to be as fast */
  readonly why: string | null
}

/** What a network's memory is laid out for where several threads share its kernels. */
export interface Shared {
  /** parts that a kernel is cut into at most */
  readonly most: number
  /** bytes between the scratch of one part and that of the next */
  scratch: number
  /** cost of a kernel, in multiply-adds, under which one thread computes it */
  least: number
}

/** Chooses between numbers of threads by timing real steps. */
export interface Pace {
  /** that were found to be the fastest; all until the first step */
  readonly chosen: number
  /** of those in use now over one, when they were last timed; 1 before */
  readonly speedUp: number
  /** around each update */
  begin(): void
  end(): void
}
