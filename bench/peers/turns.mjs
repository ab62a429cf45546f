/** Rounds in which all contestants take turns, so that whatever the machine does meanwhile does it to all of them. */

/** Shortest time of one sample, in ms: the clock of an isolated page has steps of 5 microseconds. */
const SAMPLE = 1
/** Between two turns, in ms: threads that spin for a while before they sleep do so here. */
const REST = 5

/**
 * @param contestants  [{ run, settle? }]: `run` makes one call and gives its result or the promise of it; `settle` waits for
 *   what calls have left in a queue, which belongs to their time: where there is one, a sample fills a turn, as such calls overlap
 * @param rounds
 * @param turn      what a contestant has to itself in a turn, in ms; it makes one call in any case
 * @param warmUp    { calls, milliseconds }: how many calls come before, unless so much time is over
 * @param patience  a contestant that has used up so many ms sits out its further turns
 * @returns of each contestant { samples: microseconds of a call, of all rounds; last: the result of its last call }
 */
export async function takeTurns(contestants, { rounds, turn, warmUp, patience }) {
  const states = []
  for (const contestant of contestants) {
    await warm(contestant, warmUp)
    const calls = await callsOf(contestant, contestant.settle ? turn : SAMPLE)
    states.push({ contestant, calls, samples: [], used: 0, last: undefined })
  }
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < states.length; at++) {
      const state = states[(at + round) % states.length]
      if (state.used > patience) continue
      await new Promise((resolve) => setTimeout(resolve, REST))
      state.used += await takeTurn(state, turn)
    }
  }
  return states.map(({ samples, last }) => ({ samples, last }))
}

/** @returns milliseconds that were spent */
async function takeTurn(state, turn) {
  let spent = 0
  do {
    const { milliseconds, last } = await timed(state.contestant, state.calls)
    spent += milliseconds
    state.samples.push((1000 * milliseconds) / state.calls)
    state.last = last
  } while (spent < turn)
  return spent
}

/** Until what compiles or chooses at the first calls is through with it. */
async function warm(contestant, { calls, milliseconds }) {
  let spent = 0
  for (let call = 0; call < calls && spent < milliseconds; call++) spent += (await timed(contestant, 1)).milliseconds
}

/** Calls that take so many ms; what took long but once does not count. */
async function callsOf(contestant, least) {
  for (let calls = 1; ; ) {
    if ((await timed(contestant, calls)).milliseconds < least) calls *= 2
    else if ((await timed(contestant, calls)).milliseconds > least / 2) return calls
  }
}

async function timed({ run, settle }, calls) {
  let last
  const start = performance.now()
  for (let call = 0; call < calls; call++) {
    const result = run()
    // no promise is awaited where there is none: that would cost a small step a tenth of it
    last = result instanceof Promise ? await result : result
  }
  if (settle) await settle()
  return { milliseconds: performance.now() - start, last }
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
