/**
 * Takes timed samples of a task with tinybench.
 *
 * A sample is as many calls as fill SAMPLE milliseconds, so that the clock's grain and the cost of reading it are below
 * a thousandth of it. What tinybench says against the clock makes the benchmark fail: its figures would mean nothing.
 */
import { Bench, type BenchOptions } from 'tinybench'
import { message } from '../../check.js'

/** Shortest time of one sample, in ms. */
export const SAMPLE = 0.15

/** A pause of a busy machine is shorter, in ms. */
const BELIEVED = 100

export interface Sampling {
  /** time that all samples together take at least; one sample is taken in any case */
  readonly milliseconds: number
  /** a clock in ms in place of the runtime's own */
  readonly now?: () => number
}

/** @returns the time of one call in microseconds, a value for each sample */
export function takeSamples(
  name: string,
  run: (times: number) => unknown,
  calls: number,
  { milliseconds, now }: Sampling,
): number[] {
  const options: BenchOptions = {
    time: milliseconds,
    iterations: 1,
    warmup: false,
    retainSamples: true,
    throws: true,
    ...(now === undefined ? { timestampProvider: 'auto' } : { now }),
  }
  const bench = new Bench(options)
  let warning: string | undefined
  bench.addEventListener('warning', ({ reason }) => {
    warning = reason ?? 'unknown reason'
  })
  // returning nothing: tinybench would look for settings in what a task returns
  const task = () => {
    run(calls)
  }
  bench.add(name, task, { async: false })
  const { result } = bench.runSync()[0] as ReturnType<Bench['runSync']>[number]
  if (warning !== undefined) {
    const got = `samples that it cannot tell apart (${warning})`
    throw new Error(message('bench', name, 'a clock that resolves its samples', got, 'close what else runs, try again'))
  }
  if (result.state !== 'completed') throw new Error(message('bench', name, 'samples', `a task that is ${result.state}`))
  return (result.latency.samples as readonly number[]).map((sample) => (1000 * sample) / calls)
}

export interface Warm {
  /** calls that fill a sample */
  readonly calls: number
  /** what they took the last time */
  readonly milliseconds: number
}

/**
 * Runs a task until it is compiled and its operands are in the caches, and finds out how many calls fill a sample.
 *
 * One long round proves nothing, since the machine may have done something else meanwhile, so two in a row must fill a
 * sample; only a call far above such a pause is believed at once.
 *
 * @param milliseconds time to spend at least, except where one call takes longer
 */
export function warmUp(run: (times: number) => unknown, milliseconds: number, now = () => performance.now()): Warm {
  let calls = 1
  let filled = 0
  const start = now()
  for (;;) {
    const before = now()
    run(calls)
    const after = now()
    const spent = after - before
    filled = spent >= SAMPLE ? filled + 1 : 0
    const believed = filled > 1 || spent >= BELIEVED
    if (believed && after - start >= milliseconds) return { calls, milliseconds: spent }
    if (filled === 0) calls *= 2
  }
}
