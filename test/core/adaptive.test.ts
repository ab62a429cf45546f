import { describe, expect, test } from 'vitest'
import { flush32 } from '../reference/functions.js'
import { Bench, builds, expectSameBits, sizes, values } from './bench.js'

const { fround } = Math

interface Adam {
  rate: number
  beta1: number
  beta2: number
  scale: number
  epsilon: number
  decay: number
  keep: number
}
interface Rmsprop {
  lr: number
  rho: number
  mu: number
  epsilon: number
  decay: number
}
/** Weights and the two arrays of the optimizer: m and v of Adam, s and v of RMSprop. */
interface State {
  w: Float32Array
  first: Float32Array
  second: Float32Array
}

const rounded = <T extends object>(options: T): T =>
  Object.fromEntries(Object.entries(options).map(([name, x]) => [name, fround(x)])) as T

function orderedAdam({ w, first, second }: State, g: Float32Array, options: Adam): State {
  const { rate, beta1, beta2, scale, epsilon, decay, keep } = rounded(options)
  const u = g.map((x, i) => fround(x + fround(decay * w[i]!)))
  const m = first.map((x, i) => flush32(fround(fround(beta1 * x) + fround(fround(1 - beta1) * u[i]!))))
  const v = second.map((x, i) => flush32(fround(fround(beta2 * x) + fround(fround(1 - beta2) * fround(u[i]! * u[i]!)))))
  const next = w.map((x, i) => {
    const root = fround(fround(Math.sqrt(fround(v[i]! * scale))) + epsilon)
    return fround(fround(keep * x) - fround(rate * fround(m[i]! / root)))
  })
  return { w: next, first: m, second: v }
}

function orderedRmsprop({ w, first, second }: State, g: Float32Array, options: Rmsprop): State {
  const { lr, rho, mu, epsilon, decay } = rounded(options)
  const u = g.map((x, i) => fround(x + fround(decay * w[i]!)))
  const s = first.map((x, i) => flush32(fround(fround(rho * x) + fround(fround(1 - rho) * fround(u[i]! * u[i]!)))))
  const v = second.map((x, i) => {
    const direction = fround(u[i]! / fround(fround(Math.sqrt(s[i]!)) + epsilon))
    return flush32(fround(fround(mu * x) + direction))
  })
  return { w: w.map((x, i) => fround(x - fround(lr * v[i]!))), first: s, second: v }
}

function place(bench: Bench, { w, first, second }: State, g: Float32Array) {
  bench.reset()
  const n = w.length
  return [n, bench.floats(n, w), bench.floats(n, first), bench.floats(n, second), bench.floats(n, g)] as const
}

function read(bench: Bench, n: number, w: number, first: number, second: number): State {
  bench.checkGuards()
  return { w: bench.read(w, n), first: bench.read(first, n), second: bench.read(second, n) }
}

function adam(bench: Bench, state: State, g: Float32Array, o: Adam): State {
  const [n, w, m, v, at] = place(bench, state, g)
  bench.core.kernels.adamStep(w, m, v, at, n, o.rate, o.beta1, o.beta2, o.scale, o.epsilon, o.decay, o.keep)
  return read(bench, n, w, m, v)
}

function rmsprop(bench: Bench, state: State, g: Float32Array, o: Rmsprop): State {
  const [n, w, s, v, at] = place(bench, state, g)
  bench.core.kernels.rmspropStep(w, s, v, at, n, o.lr, o.rho, o.mu, o.epsilon, o.decay)
  return read(bench, n, w, s, v)
}

const start = (n: number): State => ({
  w: values(n, 'w'),
  first: values(n, 'first').map(Math.abs),
  second: values(n, 'second').map(Math.abs),
})

const adams: Adam[] = [
  { rate: 0.001, beta1: 0.9, beta2: 0.999, scale: 1000, epsilon: 1e-8, decay: 0, keep: 1 },
  { rate: 0.01, beta1: 0.85, beta2: 0.99, scale: 3.7, epsilon: 1e-8, decay: 0.01, keep: 1 },
  { rate: 0.01, beta1: 0, beta2: 0.9, scale: 1, epsilon: 1e-3, decay: 0, keep: 0.9997 },
]
const rmsprops: Rmsprop[] = [
  { lr: 0.001, rho: 0.99, mu: 0, epsilon: 1e-8, decay: 0 },
  { lr: 0.01, rho: 0.9, mu: 0.9, epsilon: 1e-3, decay: 0.01 },
]

describe.each(Object.entries(builds))('%s', (_, build) => {
  test('three updates of Adam and RMSprop equal the ordered reference bit for bit, 0 to 67 and 1000 parameters', async () => {
    const bench = new Bench(await build())
    for (const n of [...sizes, 1000]) {
      for (const [options, step, ordered] of [
        ...adams.map((o) => [o, (s: State, g: Float32Array) => adam(bench, s, g, o), orderedAdam] as const),
        ...rmsprops.map((o) => [o, (s: State, g: Float32Array) => rmsprop(bench, s, g, o), orderedRmsprop] as const),
      ]) {
        let state = start(n)
        for (let k = 0; k < 3; k++) {
          const g = values(n, `g${k}`)
          const wanted = (ordered as (s: State, g: Float32Array, o: object) => State)(state, g, options)
          state = step(state, g)
          for (const name of ['first', 'second', 'w'] as const) {
            expectSameBits(state[name], wanted[name], `${name} after ${k + 1}, n = ${n}, ${JSON.stringify(options)}`)
          }
        }
      }
    }
  })

  test('moments and velocities under 2^-100 become +0: a gradient of 1e-20 leaves no denormal behind', async () => {
    const bench = new Bench(await build())
    const n = 7
    const none = { w: new Float32Array(n), first: new Float32Array(n), second: new Float32Array(n) }
    const g = new Float32Array(n).fill(1e-20)
    expectSameBits(adam(bench, none, g, adams[0]!).second, new Float32Array(n), 'second moment of 1e-43')
    expectSameBits(rmsprop(bench, none, g, rmsprops[0]!).first, new Float32Array(n), 'mean square of 1e-42')
    const tiny = new Float32Array(n).fill(2 ** -101)
    expectSameBits(
      adam(bench, { ...none, first: tiny }, new Float32Array(n), adams[0]!).first,
      new Float32Array(n),
      'm',
    )
  })

  test('NaN in a gradient reaches its own parameter and no neighbour', async () => {
    const bench = new Bench(await build())
    for (let at = 0; at < 7; at++) {
      const g = new Float32Array(7).fill(0.5)
      g[at] = Number.NaN
      for (const after of [adam(bench, start(7), g, adams[0]!), rmsprop(bench, start(7), g, rmsprops[0]!)]) {
        for (const array of Object.values(after))
          expect(Array.from(array, Number.isNaN)).toEqual(Array.from(g, Number.isNaN))
      }
    }
  })
})
