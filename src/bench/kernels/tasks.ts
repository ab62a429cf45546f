/** One kernel at one size as a task: operands in the core's memory, and a loop that calls it. */
import type { Core } from '../../core/core.js'
import { activationCode, CROSS_ENTROPY_WORKSPACE, denseWorkspace, type Kernels } from '../../core/kernels.js'
import type { Task } from '../lab/lab.js'
import { Buffers } from './buffers.js'
import type { KernelCase } from './cases.js'

interface Built {
  /** calls the kernel; returns what the last call returned, 0 where that is nothing */
  run(times: number): number
  /** what it writes: pointer and floats of each */
  readonly outputs: readonly (readonly [number, number])[]
}

/** Rows of the data that the gathers choose from: the same ones in each call, so their rate is that of a cache. */
const GATHERED_ROWS = 1024

/**
 * A loop for each kernel, so that each call site sees one function and the compiler may inline it. Operands that are
 * updated in place stay in a range where every call does the same work: no value becomes denormal or infinite.
 */
const builders: Record<keyof Kernels, (k: Kernels, buffers: Buffers, c: KernelCase) => Built> = {
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
        for (let t = 0; t < times; t++) k.denseForward(y, x, w, bias, batch, inputs, outputs, act, work)
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
        for (let t = 0; t < times; t++) k.denseBackwardWeight(dw, x, dz, batch, inputs, outputs, work)
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
        for (let t = 0; t < times; t++) k.denseBackwardInput(dx, dz, w, x, batch, inputs, outputs, act, work)
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
}

/**
 * @param start first free byte of the core's memory
 * @returns the task, and the first byte behind its operands
 */
export function kernelTask(core: Core, start: number, seed: number, c: KernelCase): { task: Task; end: number } {
  const buffers = new Buffers(core, start, seed)
  const { run, outputs } = builders[c.kernel](core.kernels, buffers, c)
  const check = () => {
    buffers.reset()
    const result = new Uint32Array(Float64Array.of(run(1)).buffer)
    const words = outputs.map(([at, n]) => new Uint32Array(core.f32.slice(at >>> 2, (at >>> 2) + n).buffer))
    return joined([...words, result])
  }
  return { task: { run, check }, end: buffers.end }
}

export function joined(parts: readonly Uint32Array[]): Uint32Array {
  const words = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    words.set(part, at)
    at += part.length
  }
  return words
}
