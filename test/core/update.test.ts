import { describe, expect, test } from 'vitest'
import { flush32 } from '../reference/functions.js'
import { Bench, builds, expectSameBits, sizes, values } from './bench.js'

const { fround } = Math
const SMALLEST = 2 ** -100
/** The next f32 below it. */
const BELOW = SMALLEST * (1 - 2 ** -24)

interface Hyperparameters {
  lr: number
  mu: number
  decay: number
  nesterov: number
}

interface State {
  w: Float32Array
  v: Float32Array
}

/**
 * u = g + decay w, or g where decay is 0; v = flush(mu v + u); w - lr v, or w - lr (u + mu v): every operation rounded to
 * f32.
 */
function ordered({ w, v }: State, g: Float32Array, { nesterov, ...rest }: Hyperparameters): State {
  const [lr, mu, decay] = [fround(rest.lr), fround(rest.mu), fround(rest.decay)]
  const u = g.map((x, i) => (decay === 0 ? x : fround(x + fround(decay * w[i]!))))
  const velocity = v.map((x, i) => flush32(fround(fround(mu * x) + u[i]!)))
  const direction = nesterov ? velocity.map((x, i) => fround(u[i]! + fround(mu * x))) : velocity
  return { w: w.map((x, i) => fround(x - fround(lr * direction[i]!))), v: velocity }
}

function update(bench: Bench, { w, v }: State, g: Float32Array, { lr, mu, decay, nesterov }: Hyperparameters): State {
  bench.reset()
  const n = w.length
  const [atW, atV, atG] = [bench.floats(n, w), bench.floats(n, v), bench.floats(n, g)]
  bench.core.kernels.sgdStep(atW, atV, atG, n, lr, mu, decay, nesterov)
  bench.checkGuards()
  expectSameBits(bench.read(atG, n), g, 'the gradient is only read')
  return { w: bench.read(atW, n), v: bench.read(atV, n) }
}

const settings: Hyperparameters[] = [
  { lr: 0.1, mu: 0, decay: 0, nesterov: 0 },
  { lr: 0.1, mu: 0.9, decay: 0, nesterov: 0 },
  { lr: 0.3, mu: 0.95, decay: 0.0005, nesterov: 0 },
  { lr: 0.3, mu: 0.85, decay: 0.01, nesterov: 1 },
  { lr: 0.3, mu: 0.85, decay: 0, nesterov: 1 },
  { lr: 0, mu: 0.5, decay: 0.1, nesterov: 1 },
]

describe.each(Object.entries(builds))('%s', (_, build) => {
  test('three updates in a row equal the ordered reference bit for bit, 0 to 67 and 1000 parameters', async () => {
    const bench = new Bench(await build())
    for (const n of [...sizes, 1000]) {
      for (const setting of settings) {
        let state = { w: values(n, 'w'), v: values(n, 'v') }
        for (let step = 0; step < 3; step++) {
          const g = values(n, `g${step}`)
          const wanted = ordered(state, g, setting)
          state = update(bench, state, g, setting)
          expectSameBits(state.v, wanted.v, `velocity ${step}, n = ${n}, ${JSON.stringify(setting)}`)
          expectSameBits(state.w, wanted.w, `weights ${step}, n = ${n}, ${JSON.stringify(setting)}`)
        }
      }
    }
  })

  test('an update is within 5 2^-24 of the sum of the magnitudes in its formula, computed in f64', async () => {
    const bench = new Bench(await build())
    const n = 1001
    const before = { w: values(n, 'w'), v: values(n, 'v') }
    const g = values(n, 'g')
    for (const setting of settings) {
      const after = update(bench, before, g, setting)
      const [lr, mu, decay] = [setting.lr, setting.mu, setting.decay].map(fround) as [number, number, number]
      for (let i = 0; i < n; i++) {
        const [w, v] = [before.w[i]!, before.v[i]!]
        const u = g[i]! + decay * w
        const velocity = mu * v + u
        const step = setting.nesterov ? u + mu * velocity : velocity
        const size = Math.abs(mu * v) + Math.abs(g[i]!) + Math.abs(decay * w)
        expect(Math.abs(after.v[i]! - velocity)).toBeLessThanOrEqual(5 * 2 ** -24 * size)
        const bound = 5 * 2 ** -24 * (Math.abs(w) + 2 * lr * size)
        expect(Math.abs(after.w[i]! - (w - lr * step))).toBeLessThanOrEqual(bound)
      }
    }
  })

  test('a velocity of size 2^-100 is kept and the next smaller f32 becomes +0, either sign, in lanes and tail', async () => {
    const bench = new Bench(await build())
    const before = [SMALLEST, -SMALLEST, BELOW, -BELOW, 2 ** -149, -(2 ** -149), 2 ** -99]
    const kept = [SMALLEST, -SMALLEST, 0, 0, 0, 0, 2 ** -99]
    const v = Float32Array.from(before, (x) => 2 * x)
    // mu v is exact, and g = 0
    const setting = { lr: 1, mu: 0.5, decay: 0, nesterov: 0 }
    const after = update(bench, { w: new Float32Array(7), v }, new Float32Array(7), setting)
    expectSameBits(after.v, Float32Array.from(kept), 'velocity from before')
    expectSameBits(
      after.w,
      Float32Array.from(kept, (x) => 0 - x),
      'weights move by the flushed velocity',
    )
    // the same through the gradient
    const fresh = update(bench, { w: new Float32Array(7), v: new Float32Array(7) }, Float32Array.from(before), setting)
    expectSameBits(fresh.v, Float32Array.from(kept), 'velocity from the gradient')
  })

  test('a velocity without gradient decays to exactly 0 and stays there: no denormal on the way of 1700 updates', async () => {
    const bench = new Bench(await build())
    const setting = { lr: 0.1, mu: 0.9, decay: 0, nesterov: 0 }
    let state: State = { w: new Float32Array(5), v: Float32Array.of(1, -1, 1e-20, 3e38, -3e-30) }
    for (let step = 0; step < 1700; step++) {
      const v = state.v
      expect(v.every((x) => x === 0 || Math.abs(x) >= SMALLEST)).toBe(true)
      state = update(bench, state, new Float32Array(5), setting)
    }
    // 3e38 takes ln(3e38 / 2^-100) / -ln 0.9 = 1497 updates
    expectSameBits(state.v, new Float32Array(5), 'velocity')
  })

  test('NaN and infinity in a gradient reach velocity and weight and no neighbour', async () => {
    const bench = new Bench(await build())
    const setting = { lr: 0.5, mu: 0.5, decay: 0, nesterov: 0 }
    for (let at = 0; at < 7; at++) {
      const g = new Float32Array(7)
      const state = { w: new Float32Array(7).fill(1), v: new Float32Array(7) }
      g[at] = Number.NaN
      const spoilt = update(bench, state, g, setting)
      expect(Array.from(spoilt.v, Number.isNaN)).toEqual(Array.from(g, Number.isNaN))
      expect(Array.from(spoilt.w, Number.isNaN)).toEqual(Array.from(g, Number.isNaN))
      g[at] = Infinity
      expect(update(bench, state, g, setting).w[at]).toBe(-Infinity)
    }
  })

  test.each([0, 1])('a decay of 0 is no product: an infinite weight leaves no NaN, nesterov %i', async (nesterov) => {
    const bench = new Bench(await build())
    // in each lane and in the tail
    for (let at = 0; at < 29; at++) {
      const state = { w: new Float32Array(29).fill(1), v: new Float32Array(29).fill(1) }
      state.w[at] = -Infinity
      const after = update(bench, state, new Float32Array(29), { lr: 0.5, mu: 0.5, decay: 0, nesterov })
      expect(after.v).toEqual(new Float32Array(29).fill(0.5))
      expect(after.w).toEqual(new Float32Array(29).fill(nesterov ? 0.875 : 0.75).fill(-Infinity, at, at + 1))
      const decayed = update(bench, state, new Float32Array(29), { lr: 0.5, mu: 0.5, decay: 1, nesterov })
      expect(decayed.v[at]).toBe(-Infinity)
    }
  })

  test('hyperparameters are rounded to f32 once, as every engine rounds them', async () => {
    const bench = new Bench(await build())
    // 1 + 2^-24.5 rounds to 1; unrounded, its product with 3 would round to the f32 above 3
    const x = 1 + 2 ** -24.5
    const run = (w: number, v: number, g: number, setting: Omit<Hyperparameters, 'nesterov'>) => {
      const state = { w: Float32Array.of(w), v: Float32Array.of(v) }
      return update(bench, state, Float32Array.of(g), { ...setting, nesterov: 0 })
    }
    expect(run(0, 0, 3, { lr: x, mu: 0, decay: 0 }).w[0]).toBe(-3)
    expect(run(0, 3, 0, { lr: 0, mu: x, decay: 0 }).v[0]).toBe(3)
    expect(run(3, 0, 0, { lr: 0, mu: 0, decay: x }).v[0]).toBe(3)
  })
})
