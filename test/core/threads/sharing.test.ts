import { describe, expect, test } from 'vitest'
import { createCore } from '../../../src/core/engine/create-core.js'
import { denseWorkspace } from '../../../src/core/kernels.js'
import { conv2dWorkspace } from '../../../src/core/layers/conv2d.js'
import { type Sharing, shares } from '../../../src/core/threads/sharing.js'
import { stream } from '../../../src/math/random.js'

const random = stream(1, 'sharing')
const whole = (low: number, high: number) => low + random.below(high - low + 1)

/** Numbers of both signs, some of them 0. */
function values(count: number): Float32Array {
  return Float32Array.from({ length: count }, () => (random.below(8) === 0 ? 0 : random.uniform() - 0.5))
}

/** An operand of a kernel: numbers, rows of indices, bytes, or only so much room. */
type Operand = Float32Array | Int32Array | Uint8Array

/** In the order of the arguments: an operand, a number, or scratch of so many floats. */
type Arguments = readonly (Operand | number | { readonly scratch: number })[]

/** @param padding whether windows may stand over */
const window = (padding = true) => {
  const [kh, kw, stride] = [whole(1, 4), whole(1, 4), whole(1, 2)]
  const [height, width, channels] = [whole(kh, 9), whole(kw, 9), whole(1, 9)]
  const [top, left] = padding ? [whole(0, kh - 1), whole(0, kw - 1)] : [0, 0]
  const outHeight = Math.floor((height + top - kh) / stride) + 1
  const outWidth = Math.floor((width + left - kw) / stride) + 1
  const size = { height, width, channels, outHeight, outWidth, kh, kw, stride, top, left }
  const sizes = {
    input: height * width * channels,
    output: outHeight * outWidth * channels,
    pixels: outHeight * outWidth,
  }
  return {
    ...size,
    numbers: Object.values(size),
    ...sizes,
    taps: kh * kw * channels,
    across: kw * channels,
    area: kh * kw,
  }
}

const calls: Record<string, () => Arguments> = {
  denseForward() {
    const [rows, inputs, outputs] = [whole(1, 70), whole(1, 40), whole(1, 90)]
    const scratch = denseWorkspace(rows, inputs, outputs)
    const [y, x, w, bias] = [rows * outputs, rows * inputs, inputs * outputs, outputs].map(values)
    return [y!, x!, w!, bias!, 0, rows, inputs, outputs, outputs, whole(0, 4), { scratch }]
  },
  denseBackwardWeight() {
    const [rows, inputs, outputs] = [whole(1, 40), whole(1, 70), whole(1, 90)]
    const scratch = denseWorkspace(rows, inputs, outputs)
    const [dw, x, dz] = [inputs * outputs, rows * inputs, rows * outputs].map(values)
    return [dw!, x!, dz!, rows, 0, inputs, inputs, outputs, outputs, { scratch }]
  },
  denseBackwardInput() {
    const [rows, inputs, outputs] = [whole(1, 70), whole(1, 90), whole(1, 40)]
    const scratch = denseWorkspace(rows, inputs, outputs)
    const [dx, dz, w, x] = [rows * inputs, rows * outputs, inputs * outputs, rows * inputs].map(values)
    return [dx!, dz!, w!, x!, 0, rows, inputs, outputs, inputs, whole(0, 4), { scratch }]
  },
  activate: () => elementwise(1, whole(1, 4)),
  activationBackward: () => elementwise(2, whole(1, 4)),
  sgdStep: () => elementwise(3, 0.1, 0.9, 0.01, whole(0, 1)),
  adamStep() {
    const n = whole(1, 400)
    return [values(n), values(n), values(n).map(Math.abs), values(n), n, 0.1, 0.9, 0.99, 1.1, 1e-8, 0.01, 1]
  },
  rmspropStep() {
    const n = whole(1, 400)
    return [values(n), values(n).map(Math.abs), values(n), values(n), n, 0.1, 0.9, 0.5, 1e-6, 0.01]
  },
  standardizeU8: () => standardized(bytes, false),
  standardize: () => standardized(values, false),
  gatherU8: () => standardized(bytes, true),
  gather: () => standardized(values, true),
  conv2dForward() {
    const [batch, filters, over] = [whole(1, 19), whole(1, 11), window()]
    const scratch = conv2dWorkspace(over, filters)
    const [y, x, w, bias] = [batch * over.pixels * filters, batch * over.input, over.taps * filters, filters].map(
      values,
    )
    return [y!, x!, w!, bias!, batch, ...over.numbers, filters, whole(0, 1), { scratch }]
  },
  conv2dBackwardInput() {
    const [batch, filters, over] = [whole(1, 19), whole(1, 11), window()]
    const scratch = conv2dWorkspace(over, filters)
    const [dx, dz, w, x] = [
      batch * over.input,
      batch * over.pixels * filters,
      over.taps * filters,
      batch * over.input,
    ].map(values)
    return [dx!, dz!, w!, x!, batch, ...over.numbers, filters, whole(0, 1), { scratch }]
  },
  conv2dBackwardWeight() {
    const [batch, filters, over] = [whole(1, 9), whole(1, 11), window()]
    const scratch = conv2dWorkspace(over, filters)
    const [dw, db, x, dz] = [over.taps * filters, filters, batch * over.input, batch * over.pixels * filters].map(
      values,
    )
    return [dw!, whole(0, 3) && db!, x!, dz!, batch, 0, over.across, ...over.numbers, filters, { scratch }]
  },
  maxPoolForward() {
    const [batch, over] = [whole(1, 9), window()]
    const winners = new Uint8Array(batch * 4 * Math.ceil(over.output / 4))
    return [values(batch * over.output), winners, values(batch * over.input), batch, ...over.numbers]
  },
  maxPoolBackward() {
    const [batch, over] = [whole(1, 9), window(false)]
    const winners = new Uint8Array(batch * 4 * Math.ceil(over.output / 4)).map(() => random.below(over.area))
    return [values(batch * over.input), values(batch * over.output), winners, batch, ...over.numbers]
  },
  averagePoolForward() {
    const [batch, over] = [whole(1, 9), window()]
    return [values(batch * over.output), values(batch * over.input), batch, ...over.numbers]
  },
  averagePoolBackward() {
    const [batch, over] = [whole(1, 9), window()]
    return [values(batch * over.input), values(batch * over.output), batch, ...over.numbers]
  },
  depthwiseForward() {
    const [batch, over] = [whole(1, 9), window()]
    const [y, x, w, bias] = [batch * over.output, batch * over.input, over.taps, over.channels].map(values)
    return [y!, x!, w!, bias!, batch, ...over.numbers]
  },
  depthwiseBackwardInput() {
    const [batch, over] = [whole(1, 9), window()]
    const [dx, dz, w] = [batch * over.input, batch * over.output, over.taps].map(values)
    return [dx!, dz!, w!, batch, ...over.numbers]
  },
  batchNormForward() {
    const [count, channels] = [whole(1, 60), whole(1, 20)]
    const [y, x, mean, factor, shift] = [count * channels, count * channels, channels, channels, channels].map(values)
    return [y!, x!, mean!, factor!, shift!, count, channels]
  },
  batchNormBackwardInput() {
    const [count, channels] = [whole(1, 60), whole(1, 20)]
    const [dx, dy, x] = [0, 1, 2].map(() => values(count * channels))
    const [mean, inverse, a, b, factor] = [0, 1, 2, 3, 4].map(() => values(channels))
    return [dx!, dy!, x!, mean!, inverse!, a!, b!, factor!, count, channels]
  },
  layerNormForward() {
    const [count, channels] = [whole(1, 60), whole(1, 20)]
    const [y, x] = [0, 1].map(() => values(count * channels))
    return [y!, values(2 * count), x!, values(channels), values(channels), count, channels, 1e-5]
  },
  layerNormBackwardInput() {
    const [count, channels] = [whole(1, 60), whole(1, 20)]
    const [dx, dy, x] = [0, 1, 2].map(() => values(count * channels))
    return [dx!, dy!, x!, values(2 * count), values(channels), count, channels]
  },
  add: () => elementwise(3),
  gateForward: () => elementwise(2, 1.5, 0.1),
  gateBackward: () => elementwise(3, 1.5, 0.1),
}

function bytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => random.below(256))
}

/** So many arrays of n numbers, n, and what comes after it. */
function elementwise(arrays: number, ...after: number[]): Arguments {
  const n = whole(1, 400)
  return [...Array.from({ length: arrays }, () => values(n)), n, ...after]
}

function standardized(raw: (count: number) => Operand, gathered: boolean): Arguments {
  const [rows, inputs, all] = [whole(1, 60), whole(1, 30), 80]
  const numbers = Int32Array.from({ length: rows }, () => random.below(all))
  const scale = [values(inputs), values(inputs)] as const
  if (gathered) return [values(rows * inputs), raw(all * inputs), numbers, ...scale, rows, inputs]
  return [values(rows * inputs), raw(rows * inputs), ...scale, rows, inputs]
}

const core = await createCore('wasm', 'layers')

/** Puts the operands into memory, each part's scratch behind the other. @returns the arguments and the bytes of all operands */
function placed(args: Arguments, parts: number) {
  let at = core.start
  const pointers = args.map((arg) => {
    if (typeof arg === 'number') return arg
    const size = 'scratch' in arg ? 4 * arg.scratch * parts : arg.byteLength
    const pointer = at
    at = Math.ceil((at + size) / 64) * 64
    core.grow(at + 64)
    if (!('scratch' in arg)) core.u8.set(new Uint8Array(arg.buffer, arg.byteOffset, arg.byteLength), pointer)
    return pointer
  })
  const operands = () =>
    args.flatMap((arg, i) =>
      typeof arg === 'number' || 'scratch' in arg
        ? []
        : [Buffer.from(core.u8.slice(pointers[i], (pointers[i] as number) + arg.byteLength)).toString('hex')],
    )
  return { pointers, operands }
}

function kernel(name: string): (...args: number[]) => unknown {
  return ({ ...core.kernels, ...core.layers } as unknown as Record<string, (...args: number[]) => unknown>)[name]!
}

test('what is shared is called here, and has as many arguments as its kernel', () => {
  expect(Object.keys(calls).sort()).toEqual(Object.keys(shares).sort())
  for (const [name, call] of Object.entries(calls)) expect([name, call().length]).toEqual([name, kernel(name).length])
})

describe.each(Object.keys(shares))('%s', (name) => {
  test('in up to 7 parts, in any order, gives the bits of the whole in 40 random calls', () => {
    for (let run = 0; run < 40; run++) {
      const args = (calls[name] as () => Arguments)()
      const one = placed(args, 1)
      kernel(name)(...one.pointers)
      const expected = one.operands()
      const parts = whole(2, 7)
      const several = placed(args, parts)
      const { items: count, grain, work, take } = shares[name] as Sharing
      const items = count(several.pointers)
      const unit = grain(several.pointers)
      const step = Math.ceil(items / parts / unit) * unit
      const pieces: number[][] = []
      const bias = name === 'conv2dBackwardWeight' && several.pointers[1] !== 0
      for (let from = 0; from < items; from += step) {
        const own = [...several.pointers]
        take(own, from, Math.min(from + step, items))
        if (work !== undefined) own[work] = own[work]! + pieces.length * 4 * (args[work] as { scratch: number }).scratch
        pieces.push(own)
      }
      // several threads that sum the biases would meet there
      if (bias) expect(pieces.filter((own) => own[1] !== 0)).toHaveLength(1)
      for (const own of pieces.sort(() => random.uniform() - 0.5)) kernel(name)(...own)
      expect(several.operands()).toEqual(expected)
    }
  })
})
