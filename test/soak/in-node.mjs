/** The day in Node, in a process of its own: a line of JSON after each round. Whatever stays open keeps the process alive. */
import { Worker } from 'node:worker_threads'
import * as onecycle from '../../dist/entry/index.js'
import { day } from './day.mjs'

const options = JSON.parse(process.argv[2])

function startWorker() {
  const worker = new Worker(new URL('../../dist/worker/index.js', import.meta.url))
  return { worker, end: () => worker.terminate() }
}

for await (const round of day(onecycle, { ...options, startWorker })) {
  for (let i = 0; i < 2; i++) globalThis.gc()
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  const handles = process.getActiveResourcesInfo().length
  console.log(JSON.stringify({ ...round, heap: heapUsed + arrayBuffers, own: rss, handles }))
}
