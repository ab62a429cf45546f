/** A lab in a thread of its own: answers one request after the other. */
import { parentPort, workerData } from 'node:worker_threads'
import { openLab } from './lab.js'
import type { Lab } from './spec.js'
import type { Answer, Request } from './worker-lab.js'

const lab: Promise<Lab> = openLab(workerData)

parentPort?.on('message', async ({ method, task, sampling }: Request) => {
  let answer: Answer
  try {
    const open = await lab
    answer = { value: method === 'check' ? await open.check(task) : await open.sample(task, sampling) }
  } catch (error) {
    answer = { error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer)
})
