import { describe, expect, test } from 'vitest'
import { createCore } from '../../src/core/engine/create-core.js'
import {
  adam,
  adamw,
  type Optimizer,
  optimizerFromDescription,
  rmsprop,
  sgd,
  type UpdateRange,
} from '../../src/optimizers/index.js'
import { defineSchedule, linear } from '../../src/schedules/index.js'

/** A schedule that reads its values from a list. */
const listed = (values: number[]) => defineSchedule('listed', { values }, (step) => values[step]!)

/** Weights of one parameter, which starts at w, after each of the gradients. */
async function run(engine: 'wasm' | 'js', optimizer: Optimizer, w: number, gradients: number[]): Promise<number[]> {
  const core = await createCore(engine)
  const [parameter, gradient, first, second] = [0, 64, 128, 192].map((at) => core.start + at) as [
    number,
    number,
    number,
    number,
  ]
  core.grow(second + 64)
  core.f32[parameter >> 2] = w
  const scalars = new Float64Array(optimizer.scalars)
  const slots = [first, second]
  const target = {
    core,
    parameters: parameter,
    gradients: gradient,
    slots,
    ranges: [{ from: 0, count: 1 }],
    scalars,
    rateFactor: 1,
    used: new Float64Array(2),
  }
  return gradients.map((g, step) => {
    core.f32[gradient >> 2] = g
    optimizer.update(target, step)
    return core.f32[parameter >> 2]!
  })
}

function expectNear(actual: number[], wanted: number[]): void {
  expect(actual).toHaveLength(wanted.length)
  actual.forEach((x, i) => {
    expect(Math.abs(x - wanted[i]!), `after step ${i + 1}: ${x}, by hand ${wanted[i]}`).toBeLessThan(2e-7)
  })
}

describe.each(['wasm', 'js'] as const)('%s', (engine) => {
  test('adam by hand: the first step is lr, whatever the gradient; the second as worked out', async () => {
    // g = 4: m = 0.4, v = 0.016; m / 0.1 = 4, sqrt(v / 0.001) = 4, w = 1 - 0.1
    // g = 2: m = 0.56, v = 0.016 * 0.999 + 0.004 = 0.019984; m / 0.19 = 2.9473684, v / 0.001999 = 9.9969985
    //        w = 0.9 - 0.1 * 2.9473684 / 3.1618031 = 0.8067820
    expectNear(await run(engine, adam({ learningRate: 0.1 }), 1, [4, 2]), [0.9, 0.806782])
  })

  test('adam with a first-moment coefficient that changes at every step stays unbiased: equal gradients give equal steps', async () => {
    // m = c1 g and v = c2 g^2 for any coefficients, so every step is lr * sign(g)
    const momentum = listed([0.9, 0.5, 0.8, 0])
    expectNear(await run(engine, adam({ learningRate: 0.1, momentum }), 1, [3, 3, 3, 3]), [0.9, 0.8, 0.7, 0.6])
  })

  test('adam by hand with a coefficient that falls from 0.9 to 0.5', async () => {
    // step 1: m = 0.4, c1 = 0.1; step 2: m = 0.5 * 0.4 + 0.5 * 2 = 1.2, c1 = 0.5 * 0.1 + 0.5 = 0.55, m / c1 = 2.1818182
    // v / c2 as above 9.9969985, root 3.1618031: w = 0.9 - 0.1 * 2.1818182 / 3.1618031 = 0.8309943
    const momentum = listed([0.9, 0.5])
    expectNear(await run(engine, adam({ learningRate: 0.1, momentum }), 1, [4, 2]), [0.9, 0.8309943])
  })

  test('adamw shrinks the weight by lr decay apart from the moments; adam adds the decay to the gradient', async () => {
    // adamw: 2 * (1 - 0.1 * 0.5) - 0.1 = 1.8; adam: u = 4 + 0.5 * 2 = 5, first step 0.1 all the same
    expectNear(await run(engine, adamw({ learningRate: 0.1, weightDecay: 0.5 }), 2, [4]), [1.8])
    expectNear(await run(engine, adam({ learningRate: 0.1, weightDecay: 0.5 }), 2, [4]), [1.9])
  })

  test('rmsprop by hand, with momentum', async () => {
    // rho 0.75: g = 2: s = 1, v = 2, w = 1 - 0.2 = 0.8; g = 2: s = 1.75, v = 0.5 * 2 + 2 / 1.3228757 = 2.5118579, w = 0.5488142
    const optimizer = rmsprop({ learningRate: 0.1, rho: 0.75, momentum: 0.5, epsilon: 1e-12 })
    expectNear(await run(engine, optimizer, 1, [2, 2]), [0.8, 0.5488142])
  })
})

describe('beta2, rho and epsilon take a schedule', () => {
  const gradients = [0.5, -1.25, 2]

  test.each([
    ['adam', adam],
    ['adamw', adamw],
  ] as const)(
    '%s: one that stays equals the number, to the bit; one that changes is read at each step',
    async (_, make) => {
      const by = (beta2: number[], epsilon: number[]) =>
        run('js', make({ learningRate: 0.1, beta2: listed(beta2), epsilon: listed(epsilon) }), 1, gradients)
      const fixed = await run('js', make({ learningRate: 0.1, beta2: 0.9, epsilon: 0.5 }), 1, gradients)
      expect(await by([0.9, 0.9, 0.9], [0.5, 0.5, 0.5])).toEqual(fixed)
      const later = await by([0.9, 0.9, 0.99], [0.5, 0.5, 0.5])
      expect(later.slice(0, 2)).toEqual(fixed.slice(0, 2))
      expect(later[2]).not.toBe(fixed[2])
      expect((await by([0.9, 0.9, 0.9], [0.5, 0.5, 0.25]))[2]).not.toBe(fixed[2])
    },
  )

  test('adam stays unbiased where beta2 changes at every step: equal gradients give equal steps', async () => {
    const optimizer = adam({ learningRate: 0.1, beta2: listed([0.999, 0.5, 0.9, 0.75]) })
    expectNear(await run('wasm', optimizer, 1, [3, 3, 3, 3]), [0.9, 0.8, 0.7, 0.6])
  })

  test('rmsprop: one that stays equals the number, one that changes is read at each step', async () => {
    const fixed = await run('js', rmsprop({ learningRate: 0.1, rho: 0.75, epsilon: 0.5 }), 1, gradients)
    const by = (rho: number[], epsilon: number[]) =>
      run('js', rmsprop({ learningRate: 0.1, rho: listed(rho), epsilon: listed(epsilon) }), 1, gradients)
    expect(await by([0.75, 0.75, 0.75], [0.5, 0.5, 0.5])).toEqual(fixed)
    expect((await by([0.75, 0.75, 0.5], [0.5, 0.5, 0.5]))[2]).not.toBe(fixed[2])
    expect((await by([0.75, 0.75, 0.75], [0.5, 0.5, 0.25]))[2]).not.toBe(fixed[2])
  })

  test('a number is described as itself, as files of 0.1.0 have it; a schedule by its description, and comes back', () => {
    expect(adam({ learningRate: 0.1 }).description).toEqual({
      name: 'adam',
      learningRate: { schedule: 'constant', value: 0.1 },
      momentum: { schedule: 'constant', value: 0.9 },
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: { schedule: 'constant', value: 0 },
    })
    const rho = linear({ initial: 0.5, final: 0.9, totalSteps: 3 })
    const { description } = rmsprop({ learningRate: 0.1, rho })
    expect(description).toMatchObject({ rho: rho.description, epsilon: 1e-8 })
    expect(optimizerFromDescription(description).description).toEqual(description)
  })

  test('which is refused at the step where it leaves its range', async () => {
    const leaving = (change: object) => run('js', adam({ learningRate: 0.1, ...change }), 1, [1, 1])
    await expect(leaving({ beta2: listed([0.9, 1]) })).rejects.toThrow(/"beta2 at step 1" .*\(0, 1\), got 1/)
    await expect(leaving({ epsilon: listed([1e-8, 0]) })).rejects.toThrow(/"epsilon at step 1" .*, got 0/)
  })
})

test.each([
  ['sgd', sgd({ learningRate: 0.1, momentum: 0.9, weightDecay: 0.01 })],
  ['adam', adam({ learningRate: 0.1 })],
  ['rmsprop', rmsprop({ learningRate: 0.1 })],
])(
  '%s updates the ranges that it is given, with the bits of one range over all, and nothing between them',
  async (_, optimizer) => {
    const core = await createCore('wasm')
    const N = 24
    const at = [0, 1, 2, 3].map((array) => Math.ceil(core.start / 64) * 64 + array * 4 * N) as [
      number,
      number,
      number,
      number,
    ]
    core.grow(at[3] + 4 * N)
    const updated = (ranges: UpdateRange[]): Float32Array => {
      const words = (array: number) => core.f32.subarray(array >>> 2, (array >>> 2) + N)
      for (const [index, array] of at.entries())
        words(array).set(Float32Array.from({ length: N }, (_, i) => (index < 2 ? i - 7 : 0)))
      const [parameters, gradients, ...slots] = at
      const target = { core, parameters, gradients, slots, ranges, rateFactor: 1, used: new Float64Array(2) }
      optimizer.update({ ...target, scalars: new Float64Array(optimizer.scalars) }, 0)
      return words(parameters).slice()
    }
    const whole = updated([{ from: 0, count: N }])
    expect(
      updated([
        { from: 0, count: 8 },
        { from: 8, count: N - 8 },
      ]),
    ).toEqual(whole)
    const parts = updated([
      { from: 0, count: 4 },
      { from: 12, count: 7 },
    ])
    expect(parts).toEqual(whole.map((value, i) => (i < 4 || (i >= 12 && i < 19) ? value : i - 7)))
  },
)

test('options are checked: the range of beta2, rho, epsilon, and names that do not exist', () => {
  expect(() => adam({ learningRate: 0.1, beta2: 1 })).toThrow('adam: "beta2" expected a number in (0, 1), got 1')
  expect(() => adamw({ learningRate: 0.1, epsilon: 0 })).toThrow(
    'adamw: "epsilon" expected a positive finite number, got 0',
  )
  expect(() => rmsprop({ learningRate: 0.1, rho: 0 })).toThrow('rmsprop: "rho" expected a number in (0, 1), got 0')
  expect(() => adam({ learningRate: 0.1, beta1: 0.9 } as never)).toThrow('adam: unknown option "beta1"')
})

test('a first-moment coefficient of 1 is refused at the step that reads it', async () => {
  const optimizer = adam({ learningRate: 0.1, momentum: listed([0.9, 1]) })
  await expect(run('js', optimizer, 1, [1, 1])).rejects.toThrow(
    'adam: "momentum at step 1" expected a number in [0, 1), got 1',
  )
})
