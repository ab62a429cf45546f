/** The day in a page: `next()` is a round of it. */
import * as onecycle from 'onecycle'
import { day } from './day.mjs'

function startWorker() {
  const worker = new Worker('/worker.js', { type: 'module' })
  return { worker, end: () => worker.terminate() }
}

let rounds
globalThis.begin = (options) => {
  rounds = day(onecycle, { ...options, startWorker })
}
globalThis.next = async () => (await rounds.next()).value ?? null
