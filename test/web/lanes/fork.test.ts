import { methodOptimizer, methods } from 'onecycle'
import { expect, test } from 'vitest'
import { canFork, forkedMethod } from '../../../web/src/lanes/fork.ts'

const run = { totalSteps: 640, epochs: 20, rate: 0.25, weightDecay: 0, momentum: 0.9 }
const steps = Array.from({ length: run.totalSteps }, (_, step) => step)

/** Rates and momenta of every step. */
function values(method: Parameters<typeof methodOptimizer>[0], of = run) {
  const { learningRate, momentum } = methodOptimizer(method, of)
  return { rates: steps.map(learningRate), momenta: steps.map(momentum) }
}

const forkable = methods.filter((method) => canFork(method, run) && method !== 'linear-with-ramp')

test('a fork has the old rates up to its step and their multiple from it on, to the last bit, and the old momentum', () => {
  for (const method of [...forkable, { name: 'mine', optimizer: 'adam', schedule: 'one-cycle', beta2: 0.99 }]) {
    const fork = forkedMethod(method, run, 320, 0.2)
    const [old, forked] = [values(method), values(JSON.parse(JSON.stringify(fork)))]
    expect(forked.rates.slice(0, 320)).toEqual(old.rates.slice(0, 320))
    expect(forked.rates.slice(320)).toEqual(old.rates.slice(320).map((rate) => rate * 0.2))
    expect(forked.momenta).toEqual(old.momenta)
  }
  expect(forkable).toContain('one-cycle')
  expect(forkable).toContain('cosine')
  expect(forkable).toContain('constant')
})

test('a fork of a fork multiplies, and its name tells the last change in at most 60 characters', () => {
  let method = forkedMethod('linear', run, 100, 0.5)
  for (const step of [200, 300, 400, 500]) method = forkedMethod(method as NonNullable<typeof method>, run, step, 0.5)
  const old = values('linear').rates
  const { rates } = values(method as NonNullable<typeof method>)
  expect(rates[99]).toBe(old[99])
  expect(rates[499]).toBe((old[499] as number) / 16)
  expect(rates[500]).toBe((old[500] as number) / 32)
  expect(method?.name).toMatch(/ x0\.5 at 500$/)
  expect(method?.name.length).toBeLessThanOrEqual(60)
})

test('the rate that a fork is asked with changes nothing: it says its rates itself', () => {
  const fork = forkedMethod('one-cycle', run, 320, 2)
  expect(values(fork as NonNullable<typeof fork>, { ...run, rate: 9 })).toEqual(
    values(fork as NonNullable<typeof fork>),
  )
})

test('in a race of a quarter of the length a fork is a quarter of the length, too', () => {
  const fork = forkedMethod('one-cycle', run, 320, 0.2)
  const short = { ...run, totalSteps: 160, epochs: 5 }
  const old = methodOptimizer('one-cycle', short).learningRate
  const { learningRate } = methodOptimizer(fork as NonNullable<typeof fork>, short)
  for (let step = 0; step < 160; step++) expect(learningRate(step)).toBe(step < 80 ? old(step) : old(step) * 0.2)
})

test('lengths that are no round share of the run are kept to the update', () => {
  const odd = { ...run, totalSteps: 1_000_003 }
  for (const step of [1, 2, 333_333, 999_999]) {
    const fork = forkedMethod('constant', odd, step, 3)
    const { learningRate } = methodOptimizer(fork as NonNullable<typeof fork>, odd)
    expect([learningRate(step - 1), learningRate(step)]).toEqual([0.25, 0.75])
  }
})

test('linear decay with a ramp is forked at any length: the old rates and momentum, but for a last rate under 1e-300', () => {
  for (const totalSteps of [640, 223, 100, 2]) {
    const of = { ...run, totalSteps }
    const [old, fork] = [values('linear-with-ramp', of), forkedMethod('linear-with-ramp', of, totalSteps, 2)]
    const { rates, momenta } = values(fork as NonNullable<typeof fork>, of)
    expect(rates.slice(0, totalSteps - 1)).toEqual(old.rates.slice(0, totalSteps - 1))
    expect(rates[totalSteps - 1]).toBeLessThan(1e-300)
    expect(momenta).toEqual(old.momenta)
  }
})

test('1cycle without its ramp has no description, nor has the ramp of another dialect before a line, so they cannot be forked', () => {
  expect(forkedMethod('one-cycle-no-ramp', run, 10, 2)).toBe(null)
  for (const dialect of ['paper', 'fastai', 'optax', 'pytorch-three-phase'] as const) {
    expect(forkedMethod('linear-with-ramp', { ...run, dialect }, 10, 2)).toBe(null)
  }
})
