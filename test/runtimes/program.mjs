/**
 * The cells of a command-line engine (Node, Bun, Deno), as one line of JSON.
 *     ENGINE program.mjs CELL...     of wasm, js, wasm-worker, js-worker, train-in-worker, threads[=2,3], refusal=CODE
 */
import process from 'node:process'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import * as onecycle from 'onecycle'
import { goldenCell, refusalCell, threadsCell, workerCell } from './cell.mjs'

if (isMainThread) {
  const cells = {}
  for (const argument of process.argv.slice(2)) {
    const [name, code] = argument.split('=')
    cells[name] = await cell(name, code)
  }
  const { bun, deno, node, v8 } = process.versions
  const version = bun ?? deno ?? node
  console.log(JSON.stringify({ version, ...(bun === undefined && { v8 }), architecture: process.arch, cells }))
  process.exit(0)
} else {
  parentPort.postMessage(await goldenCell(onecycle, workerData))
}

async function cell(name, code) {
  if (name === 'refusal') return refusalCell(onecycle, code)
  if (name === 'threads') return threadsCell(onecycle, code?.split(',').map(Number))
  if (name === 'wasm' || name === 'js') return goldenCell(onecycle, name)
  if (name === 'train-in-worker') {
    const worker = new Worker(new URL(import.meta.resolve('onecycle/worker')))
    const result = await workerCell(onecycle, worker)
    await worker.terminate()
    return result
  }
  const worker = new Worker(new URL(import.meta.url), { workerData: name.replace('-worker', '') })
  return new Promise((resolve) => {
    worker.on('message', resolve)
    worker.on('error', (error) => resolve({ error: String(error?.stack ?? error) }))
  })
}
