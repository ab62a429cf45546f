/** Kernels of layers: products and activations. */
import { activationCode, denseWorkspace } from '../../../core/kernels.js'
import type { Builder } from './builder.js'

export const layers = {
  denseForward(k, buffers, { batch, inputs, outputs, activation }) {
    const x = buffers.floats(batch * inputs)
    const w = buffers.floats(inputs * outputs)
    const bias = buffers.floats(outputs)
    const y = buffers.output(batch * outputs)
    const work = buffers.output(denseWorkspace(batch, inputs, outputs))
    const act = activationCode(activation)
    return {
      outputs: [[y, batch * outputs]],
      run(times) {
        for (let t = 0; t < times; t++) k.denseForward(y, x, w, bias, 0, batch, inputs, outputs, outputs, act, work)
        return 0
      },
    }
  },
  denseBackwardWeight(k, buffers, { batch, inputs, outputs }) {
    const x = buffers.floats(batch * inputs)
    const dz = buffers.floats(batch * outputs)
    const dw = buffers.output(inputs * outputs)
    const work = buffers.output(denseWorkspace(batch, inputs, outputs))
    return {
      outputs: [[dw, inputs * outputs]],
      run(times) {
        for (let t = 0; t < times; t++)
          k.denseBackwardWeight(dw, x, dz, batch, 0, inputs, inputs, outputs, outputs, work)
        return 0
      },
    }
  },
  denseBackwardBias(k, buffers, { batch, outputs }) {
    const dz = buffers.floats(batch * outputs)
    const db = buffers.output(outputs)
    return {
      outputs: [[db, outputs]],
      run(times) {
        for (let t = 0; t < times; t++) k.denseBackwardBias(db, dz, batch, outputs)
        return 0
      },
    }
  },
  denseBackwardInput(k, buffers, { batch, inputs, outputs, activation }) {
    const dz = buffers.floats(batch * outputs)
    const w = buffers.floats(inputs * outputs)
    const x = buffers.floats(batch * inputs)
    const dx = buffers.output(batch * inputs)
    const work = buffers.output(denseWorkspace(batch, inputs, outputs))
    const act = activationCode(activation)
    return {
      outputs: [[dx, batch * inputs]],
      run(times) {
        for (let t = 0; t < times; t++) k.denseBackwardInput(dx, dz, w, x, 0, batch, inputs, outputs, inputs, act, work)
        return 0
      },
    }
  },
  activate(k, buffers, { inputs, activation }) {
    const x = buffers.floats(inputs)
    const act = activationCode(activation)
    return {
      outputs: [[x, inputs]],
      run(times) {
        for (let t = 0; t < times; t++) k.activate(x, inputs, act)
        return 0
      },
    }
  },
  activationBackward(k, buffers, { inputs, activation }) {
    const d = buffers.floats(inputs)
    const y = buffers.floats(inputs)
    const act = activationCode(activation)
    return {
      outputs: [[d, inputs]],
      run(times) {
        for (let t = 0; t < times; t++) k.activationBackward(d, y, inputs, act)
        return 0
      },
    }
  },
} satisfies Record<string, Builder>
