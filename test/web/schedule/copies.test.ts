import * as library from 'onecycle'
import { expect, test } from 'vitest'
import { asCommand } from '../../../web/src/schedule/copies/command.ts'
import { methodAsJson } from '../../../web/src/schedule/copies/json.ts'
import { asTypeScript } from '../../../web/src/schedule/copies/typescript.ts'
import { dialects } from '../../../web/src/schedule/one-cycle.ts'
import { runOf } from '../../../web/src/schedule/run.ts'
import { reshaped } from '../../../web/src/schedule/shape.ts'
import type { Lane, Shape } from '../../../web/src/state/lab.ts'

const N = 100
const RATE = 0.3
const steps = Array.from({ length: N }, (_, step) => step)

const lane: Lane = { id: 'a', method: 'constant', rate: RATE }

const shapes: Shape[] = [
  { kind: 'linear', values: { final: 0.1, momentum: 0.5 } },
  { kind: 'compounded', values: { momentum: 0.5 } },
  { kind: 'step', values: { first: 0.3 } },
  { kind: 'cosine-restarts', values: { cycles: 2 } },
  { kind: 'exp-range', values: { left: 0.3 } },
  { kind: 'warmup-stable-decay', values: { shape: 'cosine' } },
  { kind: 'cosine-warmup', values: { warmup: 0.3 } },
  { kind: 'drawn', values: {} },
  { kind: 'drawn', values: { mirror: 'mirrors' } },
  { kind: 'one-cycle', values: { initialDivisor: 5, high: 0.9 } },
  { kind: 'one-cycle', values: { warmupFraction: 0.4, dialect: 'paper' }, off: ['ramp'] },
  { kind: 'one-cycle', values: {}, off: ['annealing', 'momentum'] },
]

const lanes: readonly Lane[] = [
  ...library.methods.map((method) => ({ ...lane, method })),
  ...dialects.map((dialect) => ({ ...lane, method: 'one-cycle', dialect })),
  { ...lane, method: 'one-cycle-no-ramp', dialect: 'paper' },
  { ...lane, method: { name: 'ablation', schedule: 'one-cycle-no-ramp' } },
  ...shapes.map((shape) => reshaped(lane, shape, N, [])),
]

type Value = number | ((step: number) => number)

function curve(value: Value): number[] {
  return steps.map((step) => (typeof value === 'number' ? value : value(step)))
}

function expected(one: Lane) {
  const { learningRate, momentum } = library.methodOptimizer(one.method, runOf(one, N))
  return [curve(learningRate), curve(momentum)]
}

test('what is copied as TypeScript rebuilds the rates and momenta of every lane', () => {
  for (const one of lanes) {
    const text = asTypeScript(one, N)
    const [head, ...rest] = text.split('\n') as [string, ...string[]]
    const [, names] = /^import \{ (.*) \} from 'onecycle(?:\/schedules)?'$/.exec(head) ?? []
    expect(names, text).toBeDefined()
    const run = new Function(
      'library',
      `const { ${names} } = library\n${rest.join('\n')}\nreturn [learningRate, momentum]`,
    )
    expect((run(library) as Value[]).map(curve), text).toEqual(expected(one))
  }
})

test('what is copied as JSON rebuilds them, with the dialect of a variant of 1cycle beside it', () => {
  for (const one of lanes) {
    const method = JSON.parse(methodAsJson(one))
    const { dialect, ...plain } = one
    const beside = one.method === 'one-cycle' || dialect === undefined ? plain : { ...plain, dialect }
    expect(expected({ ...beside, method }), methodAsJson(one)).toEqual(expected(one))
  }
})

test('the command draws what has a name, and trains with what has none', () => {
  expect(asCommand({ ...lane, method: 'one-cycle', dialect: 'paper' }, N, 'spirals')).toBe(
    'npx onecycle-cli schedule one-cycle --total-steps 100 --peak 0.3 --dialect paper',
  )
  const linear = reshaped(lane, { kind: 'linear', values: { momentum: 0.5 } }, N, [])
  expect(asCommand(linear, N, 'spirals')).toContain('schedule linear --total-steps 100 --peak 0.3 --momentum 0.5')
  expect(asCommand({ ...lane, method: 'one-cycle-no-ramp' }, N, 'digits')).toBe(
    'npx onecycle-cli train --data digits --peak 0.3 --method one-cycle-no-ramp',
  )
  const drawn = asCommand(reshaped(lane, { kind: 'drawn', values: {} }, N, []), N, 'spirals')
  expect(drawn).toMatch(/^echo '\{"name":"drawn".*\}' > method.json\nnpx onecycle-cli train .* --method method.json$/)
})
