/**
 * The program of a helper thread, as a text: a worker that needs no file, whatever bundles the page. It computes parts of
 * kernels over the memory that it shares with its network's thread, and never returns to its event loop.
 *
 * A helper that finds no part for a while sleeps until one comes. What it has claimed it finishes; what it has not claimed
 * any other thread does, so one that is slow to wake, paused or gone holds nobody up.
 */

/** Places in the control words, i32 each. */
export const TICKET = 0
export const DONE = 1
export const SLEEPING = 2
export const WAITING = 3
export const KERNEL = 4
export const FAILED = 5
export const WORDS = 16

/** Numbers that a part has: how many arguments, then these. */
export const ARGUMENTS = 24

/** Looks at the ticket before a thread asks what time it is. */
const LOOKS = 64

/** Milliseconds that a helper looks for a part before it sleeps, and that a thread looks for the end of one. */
export const SPIN = 0.08

/** What a helper is given. */
export interface HelperData {
  readonly modules: readonly WebAssembly.Module[]
  readonly memory: WebAssembly.Memory
  /** by their number: a kernel's module, and its name there */
  readonly names: readonly (readonly [module: number, name: string])[]
  readonly control: Int32Array
  readonly parts: Float64Array
}

const program = `
const start = ({ modules, memory, names, control, parts }, tell) => {
  const exports = modules.map((module) => new WebAssembly.Instance(module, { env: { memory } }).exports)
  const kernels = names.map(([module, name]) => exports[module][name])
  const args = Array.from({ length: ${ARGUMENTS} }, (_, length) => Array(length).fill(0))
  tell('ready')
  for (;;) {
    let ticket = Atomics.load(control, ${TICKET})
    let until = 0
    for (let looks = 0; (ticket & 255) >= ticket >>> 8; ticket = Atomics.load(control, ${TICKET})) {
      if (++looks % ${LOOKS}) continue
      const now = performance.now()
      until ||= now + ${SPIN}
      if (now < until) continue
      Atomics.add(control, ${SLEEPING}, 1)
      Atomics.wait(control, ${TICKET}, ticket)
      Atomics.sub(control, ${SLEEPING}, 1)
      until = 0
    }
    if (Atomics.compareExchange(control, ${TICKET}, ticket, ticket + 1) !== ticket) continue
    const at = (ticket & 255) * ${ARGUMENTS}
    try {
      // claimed
      const own = args[parts[at]]
      for (let i = 0; i < own.length; i++) own[i] = parts[at + 1 + i]
      kernels[control[${KERNEL}]](...own)
    } catch {
      control[${FAILED}] = 1
    }
    Atomics.add(control, ${DONE}, 1)
    if (Atomics.load(control, ${WAITING})) Atomics.notify(control, ${DONE})
  }
}
`

/** The same in a worker of the web, and in one of Node. */
export const onTheWeb = `${program}self.onmessage = ({ data }) => start(data, (word) => self.postMessage(word))`
export const inNode = `${program}const { parentPort, workerData } = process?.getBuiltinModule('worker_threads')
start(workerData, (word) => parentPort.postMessage(word))`
