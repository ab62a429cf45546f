/** Kernels of losses and predictions. */
import { CROSS_ENTROPY_WORKSPACE } from '../../../core/kernels.js'
import type { Builder } from './builder.js'

export const losses = {
  softmax(k, buffers, { batch, inputs }) {
    const z = buffers.floats(batch * inputs, -8, 8)
    const p = buffers.output(batch * inputs)
    return {
      outputs: [[p, batch * inputs]],
      run(times) {
        for (let t = 0; t < times; t++) k.softmax(p, z, batch, inputs)
        return 0
      },
    }
  },
  softmaxCrossEntropy(k, buffers, { batch, inputs }) {
    const z = buffers.floats(batch * inputs, -8, 8)
    const labels = buffers.integers(batch, inputs)
    const dz = buffers.output(batch * inputs)
    const work = buffers.output(CROSS_ENTROPY_WORKSPACE)
    return {
      outputs: [[dz, batch * inputs]],
      run(times) {
        let loss = 0
        for (let t = 0; t < times; t++) loss = k.softmaxCrossEntropy(dz, z, labels, batch, inputs, work)
        return loss
      },
    }
  },
  meanSquaredError(k, buffers, { inputs }) {
    const y = buffers.floats(inputs)
    const targets = buffers.floats(inputs)
    const dy = buffers.output(inputs)
    return {
      outputs: [[dy, inputs]],
      run(times) {
        let loss = 0
        for (let t = 0; t < times; t++) loss = k.meanSquaredError(dy, y, targets, inputs)
        return loss
      },
    }
  },
  binaryCrossEntropy(k, buffers, { inputs }) {
    const z = buffers.floats(inputs, -8, 8)
    const targets = buffers.floats(inputs, 0, 1)
    const dz = buffers.output(inputs)
    return {
      outputs: [[dz, inputs]],
      run(times) {
        let loss = 0
        for (let t = 0; t < times; t++) loss = k.binaryCrossEntropy(dz, z, targets, inputs)
        return loss
      },
    }
  },
  argmax(k, buffers, { batch, inputs }) {
    const z = buffers.floats(batch * inputs)
    const to = buffers.output(batch)
    return {
      outputs: [[to, batch]],
      run(times) {
        for (let t = 0; t < times; t++) k.argmax(to, z, batch, inputs)
        return 0
      },
    }
  },
} satisfies Record<string, Builder>
