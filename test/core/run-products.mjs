/** Runs dense products on build/core.wasm until V8 has optimised them. Argument: milliseconds. */
import { readFileSync } from 'node:fs'

const memory = new WebAssembly.Memory({ initial: 2 })
const core = new WebAssembly.Module(readFileSync(new URL('../../build/core.wasm', import.meta.url)))
const { arena_start, denseForward } = new WebAssembly.Instance(core, { env: { memory } }).exports
const [rows, inputs, outputs] = [16, 64, 64]
const x = arena_start()
const w = x + 4 * rows * inputs
const y = w + 4 * inputs * outputs
const work = y + 4 * rows * outputs
const end = performance.now() + Number(process.argv[2])
while (performance.now() < end) denseForward(y, x, w, x, 0, rows, inputs, outputs, outputs, 0, work)
