/** From what a reader sets to the method of a lane, and back. */
import { type Lane, MOMENTUM, type Shape } from '../state/lab.ts'
import { checkedPoints, drawnRate, firstPoints, mirroredMomentum } from './drawn.ts'
import { isVariant, kindById, kinds } from './kinds/kinds.ts'
import { LOWER, oneCycleMethod, oneCycleParameters, parts } from './one-cycle.ts'
import { changedValues, isChoice, type NumberParameter, type Parameter, type Values, valuesOf } from './parameters.ts'

/** As `compare` has it. */
const LONGEST_NAME = 60

const momentum: NumberParameter = {
  key: 'momentum',
  label: 'Momentum',
  short: 'momentum',
  value: MOMENTUM,
  low: 0,
  high: 0.99,
  step: 0.01,
  help: 'The same at every update.',
}

const mirror: Parameter = {
  key: 'mirror',
  label: 'Momentum',
  short: 'momentum',
  value: 'fixed',
  options: [
    { value: 'fixed', text: 'fixed' },
    { value: 'mirrors', text: 'mirrors the rate, 0.95 to 0.85' },
  ],
  help: '1cycle lowers the momentum where the rate is high.',
}

/** What may be set of a shape; the defaults are as the rest of it says. */
export function parametersOf({ kind: id, values }: Shape): readonly Parameter[] {
  if (id === 'one-cycle') return oneCycleParameters(values)
  if (id === 'drawn') return values.mirror === 'mirrors' ? [mirror] : [mirror, momentum]
  const kind = kindById(id)
  if (kind === undefined) return []
  return isVariant(kind) ? oneCycleParameters({}).slice(0, 1) : [...kind.parameters, momentum]
}

/** All values of a shape, those at their defaults among them. */
export function valuesIn(shape: Shape): Values {
  return valuesOf(parametersOf(shape), shape.values)
}

/** Its points, if it is drawn. */
export function pointsOf({ points }: Shape) {
  return checkedPoints(points) ?? firstPoints
}

/** The shape of a lane: what was set, or what the name of its method stands for; null for a description from elsewhere. */
export function shapeOf({ method, dialect, shape }: Pick<Lane, 'method' | 'dialect' | 'shape'>): Shape | null {
  if (typeof method !== 'string') return shape !== undefined && method.name.startsWith(nameOf(shape)) ? shape : null
  const part = parts.find(({ builtIn }) => builtIn === method)
  const kind = kinds.find(({ builtIn }) => builtIn === (part === undefined ? method : 'one-cycle'))
  if (kind === undefined) return null
  const dialects = kind.id === 'one-cycle' || isVariant(kind)
  return {
    kind: kind.id,
    values: dialects && dialect !== undefined ? { dialect } : {},
    ...(part === undefined ? {} : { off: [part.id] }),
  }
}

/**
 * A lane with another shape. Where the height of 1cycle is switched its rate goes down or up again.
 * @param others whose names it must not take
 */
export function reshaped(lane: Lane, shape: Shape, totalSteps: number, others: readonly Lane[]): Lane {
  const { id, rate } = lane
  const made = methodOf(shape, totalSteps)
  const factor = (isLow(shape) ? 1 / LOWER : 1) * (isLow(shapeOf(lane)) ? LOWER : 1)
  const next = { id, rate: rate * factor }
  if (typeof made.method === 'string') return { ...next, ...made }
  const values = changedValues(parametersOf(shape), shape.values)
  return { ...next, method: { ...made.method, name: freeName(made.method.name, others) }, shape: { ...shape, values } }
}

/** The lane with this peak, or with what its switched-off height makes of it. */
export function withPeak(lane: Lane, peak: number): Lane {
  return { ...lane, rate: isLow(shapeOf(lane)) ? peak / LOWER : peak }
}

/** 1cycle that begins at this rate, as far as its divisor goes; any other lane as it is. */
export function withInitialRate(lane: Lane, low: number, totalSteps: number, others: readonly Lane[]): Lane {
  const shape = shapeOf(lane)
  if (shape?.kind !== 'one-cycle') return lane
  const initialDivisor = Math.max(1, Number((lane.rate / low).toPrecision(3)))
  return reshaped(lane, { ...shape, values: { ...shape.values, initialDivisor } }, totalSteps, others)
}

/** What `compare` takes: a built-in name where it says all, else a description. */
export function methodOf(shape: Shape, totalSteps: number): Pick<Lane, 'method' | 'dialect'> {
  const name = nameOf(shape)
  if (shape.kind === 'one-cycle') return oneCycleMethod(shape.values, shape.off ?? [], name)
  const values = valuesIn(shape)
  if (shape.kind === 'drawn') {
    const points = pointsOf(shape)
    const beside = values.mirror === 'mirrors' ? mirroredMomentum(points, 0.95, 0.85) : values.momentum
    return { method: { name, schedule: drawnRate(points), momentum: beside } as Lane['method'] }
  }
  const kind = kindById(shape.kind)
  if (kind?.builtIn === undefined) throw new RangeError(`schedule: no kind has the name "${shape.kind}"`)
  const { momentum: changedMomentum, ...changed } = changedValues(parametersOf(shape), values)
  const { dialect } = changed
  if (isVariant(kind))
    return { method: kind.builtIn, ...(dialect === undefined ? {} : ({ dialect } as Pick<Lane, 'dialect'>)) }
  const isPlain = Object.keys(changed).length === 0
  if (isPlain && changedMomentum === undefined) return { method: kind.builtIn }
  const schedule = isPlain || kind.describe === undefined ? kind.builtIn : kind.describe(values, totalSteps)
  return { method: { name, schedule, ...(changedMomentum === undefined ? {} : { momentum: Number(changedMomentum) }) } }
}

/** "polynomial, power 0.9": the kind and what was changed, as long as a name may be. */
export function nameOf(shape: Shape): string {
  const parameters = parametersOf(shape)
  const changed = changedValues(parameters, shape.values)
  const head = shape.kind === 'one-cycle' ? '1cycle' : shape.kind
  const off = parts.filter(({ id }) => shape.off?.includes(id)).map(({ id }) => `no ${id}`)
  const set = parameters
    .filter(({ key }) => key in changed)
    .map(
      (parameter) =>
        `${parameter.short} ${isChoice(parameter) ? changed[parameter.key] : shortOf(changed[parameter.key])}`,
    )
  const name = [head, ...off, ...set.map((text) => text.trim())].join(', ')
  return name.length <= LONGEST_NAME - 4 ? name : `${[head, ...off].join(', ').slice(0, 44)}, edited`
}

function shortOf(value: number | string | undefined): string {
  return String(Number(Number(value).toPrecision(3)))
}

function freeName(name: string, others: readonly Lane[]): string {
  const taken = others.map(({ method }) => (typeof method === 'string' ? method : method.name))
  let free = name
  for (let i = 2; taken.includes(free); i++) free = `${name} (${i})`
  return free
}

function isLow(shape: Shape | null): boolean {
  return shape?.off?.includes('height') ?? false
}
