/** A dense product on the core of build/, and a convolution on the kernels of images. */
import { readFileSync } from 'node:fs'

const memory = new WebAssembly.Memory({ initial: 8 })
function kernelsOf(name) {
  const module = new WebAssembly.Module(readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url)))
  return new WebAssembly.Instance(module, { env: { memory } }).exports
}
const { denseForward } = kernelsOf('core')
const { arena_start, conv2dForward } = kernelsOf('images')

// all numbers are 0, so operands may be one another
const x = arena_start()
const y = x + 2 ** 16
const work = y + 2 ** 16
const window = [14, 14, 8, 10, 10, 5, 5, 1, 0, 0]
denseForward(y, x, x, x, 0, 16, 64, 64, 64, 0, work)
conv2dForward(y, x, x, x, 4, ...window, 8, 0, work)
