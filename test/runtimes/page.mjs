/** The cells of a browser: those of the page itself, then those of a worker. Reports to the server that sent the page. */
import * as onecycle from 'onecycle'
import { goldenCell, networksCell, workerCell } from './cell.mjs'

const cells = {}
for (const core of ['wasm', 'js']) cells[core] = await goldenCell(onecycle, core)
for (const core of ['wasm', 'js']) cells[`${core}-worker`] = await inWorker(core)
cells.threads = await inWorker('threads')
const trainer = new Worker('/onecycle-worker.js', { type: 'module' })
cells['train-in-worker'] = await workerCell(onecycle, trainer)
cells.networks = await networksCell(onecycle)
cells.refusal = await inFrame('/refused')
await fetch('/report', { method: 'POST', body: JSON.stringify({ userAgent: navigator.userAgent, cells }) })

function inWorker(core) {
  const worker = new Worker('/page-worker.js', { type: 'module' })
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = (event) => resolve({ error: event.message ?? 'the worker failed to start' })
    worker.postMessage(core)
  })
}

/** The result that a frame posts. */
function inFrame(address) {
  const frame = document.createElement('iframe')
  frame.src = address
  return new Promise((resolve) => {
    globalThis.addEventListener('message', ({ data }) => resolve(data), { once: true })
    document.body.append(frame)
  })
}
