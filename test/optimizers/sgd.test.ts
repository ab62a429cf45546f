import { describe, expect, test } from 'vitest'
import { createCore } from '../../src/core/engine/create-core.js'
import type { Optimizer } from '../../src/optimizers/optimizer.js'
import { type SgdOptions, sgd } from '../../src/optimizers/sgd.js'
import { defineSchedule } from '../../src/schedules/define.js'
import { oneCycle } from '../../src/schedules/one-cycle.js'
import type { Schedule } from '../../src/schedules/schedule.js'

/** A schedule that reads one value after the other. */
const inTurn = (...values: number[]): Schedule => defineSchedule('inTurn', { values }, (step) => values[step]!)

/** Updates one parameter by the given gradients in turn; all numbers below are exact in f32. */
async function follow(engine: 'wasm' | 'js', optimizer: Optimizer, start: number, gradients: readonly number[]) {
  const core = await createCore(engine)
  const at = Math.ceil(core.start / 64) * 64
  const [parameters, slot, gradient] = [at, at + 64, at + 128]
  core.grow(at + 192)
  core.f32[parameters >> 2] = start
  const target = {
    core,
    parameters,
    gradients: gradient,
    slots: [slot],
    ranges: [{ from: 0, count: 1 }],
    scalars: new Float64Array(0),
    rateFactor: 1,
    used: new Float64Array(2),
  }
  const w: number[] = []
  const v: number[] = []
  gradients.forEach((g, step) => {
    core.f32[gradient >> 2] = g
    optimizer.update(target, step)
    w.push(core.f32[parameters >> 2]!)
    v.push(core.f32[slot >> 2]!)
  })
  return { w, v }
}

/** Rate and momentum that change at every step, as 1cycle's do. */
const changing = {
  learningRate: inTurn(0.5, 0.25, 1, 0.125, 0.5),
  momentum: inTurn(0, 0.5, 0.25, 0.75, 0.5),
}
const gradients = [1, 1, -2, 0.5, 0]

describe.each(['wasm', 'js'] as const)('one parameter by hand on %s', (engine) => {
  test('momentum and rate that change at every step', async () => {
    // v = mu v + g                    w = w - lr v, from w = 1
    // 0    * 0        + 1   =  1          1          - 0.5   *  1        = 0.5
    // 0.5  * 1        + 1   =  1.5        0.5        - 0.25  *  1.5      = 0.125
    // 0.25 * 1.5      - 2   = -1.625      0.125      - 1     * -1.625    = 1.75
    // 0.75 * -1.625   + 0.5 = -0.71875    1.75       - 0.125 * -0.71875  = 1.83984375
    // 0.5  * -0.71875 + 0   = -0.359375   1.83984375 - 0.5   * -0.359375 = 2.01953125
    // with the rate inside v, the second step would take off 0.5 * 0.5 + 0.25 * 1 = 0.5 and reach 0
    const { w, v } = await follow(engine, sgd(changing), 1, gradients)
    expect(v).toEqual([1, 1.5, -1.625, -0.71875, -0.359375])
    expect(w).toEqual([0.5, 0.125, 1.75, 1.83984375, 2.01953125])
  })

  test('nesterov: the same velocity, and steps by g + momentum v', async () => {
    // g + mu v                             w = w - lr (g + mu v), from w = 1
    //  1   + 0    *  1        =  1             1            - 0.5   *  1         = 0.5
    //  1   + 0.5  *  1.5      =  1.75          0.5          - 0.25  *  1.75      = 0.0625
    // -2   + 0.25 * -1.625    = -2.40625       0.0625       - 1     * -2.40625   = 2.46875
    //  0.5 + 0.75 * -0.71875  = -0.0390625     2.46875      - 0.125 * -0.0390625 = 2.4736328125
    //  0   + 0.5  * -0.359375 = -0.1796875     2.4736328125 - 0.5   * -0.1796875 = 2.5634765625
    const { w, v } = await follow(engine, sgd({ ...changing, nesterov: true }), 1, gradients)
    expect(v).toEqual([1, 1.5, -1.625, -0.71875, -0.359375])
    expect(w).toEqual([0.5, 0.0625, 2.46875, 2.4736328125, 2.5634765625])
  })

  test('weight decay adds decay w to the gradient before the velocity', async () => {
    // u = g + 0.5 w                     v = mu v + u                                w = w - lr v, from w = 1
    //  1   + 0.5 *  1       =  1.5          0    *  0       + 1.5      =  1.5          0.25
    //  1   + 0.5 *  0.25    =  1.125        0.5  *  1.5     + 1.125    =  1.875       -0.21875
    // -2   + 0.5 * -0.21875 = -2.109375     0.25 *  1.875   - 2.109375 = -1.640625     1.421875
    //  0.5 + 0.5 * 1.421875 =  1.2109375    0.75 * -1.640625 + 1.2109375 = -0.01953125  1.42431640625
    const { w, v } = await follow(engine, sgd({ ...changing, weightDecay: 0.5 }), 1, gradients.slice(0, 4))
    expect(v).toEqual([1.5, 1.875, -1.640625, -0.01953125])
    expect(w).toEqual([0.25, -0.21875, 1.421875, 1.42431640625])
  })

  test('weight decay as a schedule, with nesterov', async () => {
    // u = g + decay w           v = 0.5 v + u              w = w - 0.5 (u + 0.5 v), from w = 2
    // 0 + 1    * 2    = 2       0.5 * 0 + 2    = 2         2 - 0.5 * (2 + 1) = 0.5
    // 1 + 0    * 0.5  = 1       0.5 * 2 + 1    = 2         0.5 - 0.5 * (1 + 1) = -0.5
    // 0 + 0.25 * -0.5 = -0.125  0.5 * 2 - 0.125 = 0.875    -0.5 - 0.5 * (-0.125 + 0.4375) = -0.65625
    const options = { learningRate: 0.5, momentum: 0.5, weightDecay: inTurn(1, 0, 0.25), nesterov: true }
    const { w, v } = await follow(engine, sgd(options), 2, [0, 1, 0])
    expect(v).toEqual([2, 2, 0.875])
    expect(w).toEqual([0.5, -0.5, -0.65625])
  })

  test('a rate that changes does not rescale past velocity: v is the same under any rates', async () => {
    const rates = [inTurn(1, 1, 1, 1), inTurn(8, 0.125, 0, 64), inTurn(0, 0, 0, 0)]
    const runs = await Promise.all(
      rates.map((learningRate) => follow(engine, sgd({ learningRate, momentum: 0.5 }), 0, [1, 0, 0, 0])),
    )
    // w = -(lr0 1 + lr1 0.5 + lr2 0.25 + lr3 0.125)
    expect(runs.map(({ v }) => v)).toEqual([0, 1, 2].map(() => [1, 0.5, 0.25, 0.125]))
    expect(runs.map(({ w }) => w[3])).toEqual([-1.875, -(8 + 0.0625 + 0 + 8), 0])
  })

  test('without momentum it is plain gradient descent, and with a rate of 0 nothing moves', async () => {
    expect((await follow(engine, sgd({ learningRate: 0.25 }), 1, [1, -2, 4])).w).toEqual([0.75, 1.25, 0.25])
    const still = sgd({ learningRate: 0, momentum: 0.5, weightDecay: 1 })
    expect((await follow(engine, still, 3, [1, 1, 1])).w).toEqual([3, 3, 3])
  })

  test.each<[Partial<SgdOptions>, string]>([
    [{ momentum: inTurn(0.9, 0.9, 1) }, 'sgd: "momentum at step 2" expected a number in [0, 1), got 1'],
    [{ momentum: inTurn(0.9, 0.9, -0.1) }, 'sgd: "momentum at step 2" expected a number in [0, 1), got -0.1'],
    [
      { learningRate: inTurn(1, 1, -1) },
      'sgd: "learningRate at step 2" expected a finite number of at least 0, got -1',
    ],
    [
      { learningRate: inTurn(1, 1, Number.NaN) },
      'sgd: "learningRate at step 2" expected a finite number of at least 0, got NaN',
    ],
    [
      { learningRate: inTurn(1, 1, Infinity) },
      'sgd: "learningRate at step 2" expected a finite number of at least 0, got Infinity',
    ],
    [{ weightDecay: inTurn(0, 0, -1) }, 'sgd: "weightDecay at step 2" expected a finite number of at least 0, got -1'],
  ])('a schedule that leaves its range at step 2 stops the run there: %o', async (options, message) => {
    const optimizer = sgd({ learningRate: 0.5, ...options })
    expect((await follow(engine, optimizer, 1, [1, 1])).w).toHaveLength(2)
    const error = await follow(engine, optimizer, 1, [1, 1, 1]).catch((reason) => reason)
    expect(error).toBeInstanceOf(RangeError)
    expect(error.message).toBe(message)
  })
})

describe('options', () => {
  test('numbers and schedules are told apart in the description, defaults included', () => {
    const cycle = oneCycle({ totalSteps: 10, peak: 1 })
    const optimizer = sgd({ ...cycle, nesterov: true })
    expect(optimizer).toMatchObject({ name: 'sgd', slots: 1, scalars: 0 })
    expect(optimizer.learningRate).toBe(cycle.learningRate)
    expect(optimizer.momentum).toBe(cycle.momentum)
    expect(optimizer.description).toEqual({
      name: 'sgd',
      learningRate: cycle.learningRate.description,
      momentum: cycle.momentum.description,
      weightDecay: { schedule: 'constant', value: 0 },
      nesterov: true,
    })
    const plain = sgd({ learningRate: 0.1 })
    expect(plain.learningRate(7)).toBe(0.1)
    expect(plain.momentum(7)).toBe(0)
    expect(JSON.parse(JSON.stringify(plain.description))).toEqual(plain.description)
  })

  const refused: [object, ErrorConstructor, string][] = [
    [{}, TypeError, 'sgd: "learningRate" expected a number or a schedule, got undefined'],
    [{ learningRate: '0.1' }, TypeError, 'sgd: "learningRate" expected a number or a schedule, got "0.1"'],
    [
      { learningRate: () => 1 },
      TypeError,
      'sgd: "learningRate" expected a number or a schedule, got a function; wrap it in defineSchedule',
    ],
    [
      { learningRate: 1, lr: 1 },
      TypeError,
      'sgd: unknown option "lr", expected one of learningRate, momentum, weightDecay, l1, nesterov',
    ],
    [{ learningRate: 1, momentum: true }, TypeError, 'sgd: "momentum" expected a number or a schedule, got true'],
    [{ learningRate: 1, nesterov: 1 }, TypeError, 'sgd: "nesterov" expected true or false, got 1'],
    [{ learningRate: -1 }, RangeError, 'expected a finite number of at least 0, got -1'],
  ]
  test.each(refused.map(([given, kind, message]) => [message, given, kind] as const))(
    '%s',
    (message, options, kind) => {
      expect(() => sgd(options as SgdOptions)).toThrow(kind)
      expect(() => sgd(options as SgdOptions)).toThrow(message)
    },
  )
})
