/** Kernels that bring rows of data into the arena. */
import type { Builder } from './builder.js'

/** Rows of the data that the gathers choose from: the same ones in each call, so their rate is that of a cache. */
const GATHERED_ROWS = 1024

export const rows = {
  standardizeU8(k, buffers, { batch, inputs }) {
    const raw = buffers.bytes(batch * inputs)
    const mean = buffers.floats(inputs, 0, 256)
    const scale = buffers.floats(inputs, 0.001, 0.01)
    const x = buffers.output(batch * inputs)
    return {
      outputs: [[x, batch * inputs]],
      run(times) {
        for (let t = 0; t < times; t++) k.standardizeU8(x, raw, mean, scale, batch, inputs)
        return 0
      },
    }
  },
  gatherU8(k, buffers, { batch, inputs }) {
    const raw = buffers.bytes(GATHERED_ROWS * inputs)
    const order = buffers.integers(batch, GATHERED_ROWS)
    const mean = buffers.floats(inputs, 0, 256)
    const scale = buffers.floats(inputs, 0.001, 0.01)
    const x = buffers.output(batch * inputs)
    return {
      outputs: [[x, batch * inputs]],
      run(times) {
        for (let t = 0; t < times; t++) k.gatherU8(x, raw, order, mean, scale, batch, inputs)
        return 0
      },
    }
  },
  gather(k, buffers, { batch, inputs }) {
    const raw = buffers.floats(GATHERED_ROWS * inputs)
    const order = buffers.integers(batch, GATHERED_ROWS)
    const mean = buffers.floats(inputs)
    const scale = buffers.floats(inputs, 1, 2)
    const x = buffers.output(batch * inputs)
    return {
      outputs: [[x, batch * inputs]],
      run(times) {
        for (let t = 0; t < times; t++) k.gather(x, raw, order, mean, scale, batch, inputs)
        return 0
      },
    }
  },
  standardize(k, buffers, { batch, inputs }) {
    const raw = buffers.floats(batch * inputs)
    const mean = buffers.floats(inputs)
    const scale = buffers.floats(inputs, 1, 2)
    const x = buffers.output(batch * inputs)
    return {
      outputs: [[x, batch * inputs]],
      run(times) {
        for (let t = 0; t < times; t++) k.standardize(x, raw, mean, scale, batch, inputs)
        return 0
      },
    }
  },
} satisfies Record<string, Builder>
