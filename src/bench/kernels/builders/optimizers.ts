/** Kernels of optimizers: one update in place. */
import type { Builder } from './builder.js'

export const optimizers = {
  sgdStep(k, buffers, { inputs: n }) {
    const w = buffers.floats(n)
    const v = buffers.floats(n)
    const g = buffers.floats(n)
    return {
      outputs: [
        [w, n],
        [v, n],
      ],
      run(times) {
        for (let t = 0; t < times; t++) k.sgdStep(w, v, g, n, 0.001, 0.9, 0.0005, 0)
        return 0
      },
    }
  },
  adamStep(k, buffers, { inputs: n }) {
    const w = buffers.floats(n)
    const m = buffers.floats(n)
    const v = buffers.floats(n, 0, 1)
    const g = buffers.floats(n)
    return {
      outputs: [
        [w, n],
        [m, n],
        [v, n],
      ],
      run(times) {
        for (let t = 0; t < times; t++) k.adamStep(w, m, v, g, n, 0.001, 0.9, 0.999, 1, 1e-8, 0.0005, 1)
        return 0
      },
    }
  },
  rmspropStep(k, buffers, { inputs: n }) {
    const w = buffers.floats(n)
    const s = buffers.floats(n, 0, 1)
    const v = buffers.floats(n)
    const g = buffers.floats(n)
    return {
      outputs: [
        [w, n],
        [s, n],
        [v, n],
      ],
      run(times) {
        for (let t = 0; t < times; t++) k.rmspropStep(w, s, v, g, n, 0.001, 0.99, 0.9, 1e-8, 0.0005)
        return 0
      },
    }
  },
} satisfies Record<string, Builder>
