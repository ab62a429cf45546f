/** A lane's schedule as the TypeScript that makes it, with the factories of `onecycle/schedules`. */
import { type Method, scheduleNames } from 'onecycle'
import { type Lane, MOMENTUM } from '../../state/lab.ts'
import { describedMethod } from './json.ts'

/** Ends with `learningRate` and `momentum`, a schedule each or a number, which spread into an optimizer. */
export function asTypeScript(lane: Pick<Lane, 'method' | 'rate' | 'dialect'>, totalSteps: number): string {
  const method = describedMethod(lane)
  const head = [`const totalSteps = ${totalSteps}`, `const rate = ${lane.rate}`]
  const { schedule = 'constant', momentum } = typeof method === 'string' ? { schedule: method } : method
  if (typeof schedule === 'string') return [...namedSchedule(schedule, momentum, lane, head), ''].join('\n')
  const fixed = momentum ?? MOMENTUM
  const lines = [`const learningRate = ${code(schedule)}`, `const momentum = ${code(fixed)}`]
  return [importOf(factoriesIn([schedule, fixed])), '', ...head, ...lines, ''].join('\n')
}

/** @param own the momentum where it is not that of the schedule */
function namedSchedule(name: Method, own: unknown, lane: Pick<Lane, 'dialect'>, head: readonly string[]): string[] {
  const bringsMomentum = own === undefined && (name === 'one-cycle' || !isNamed(name))
  const made = bringsMomentum ? '{ learningRate, momentum }' : '{ learningRate }'
  const beside = bringsMomentum ? [] : [`const momentum = ${code(own ?? MOMENTUM)}`]
  const [from, call] = callOf(name, lane)
  return [from, '', ...head, `const ${made} = ${call}`, ...beside]
}

function callOf(name: Method, lane: Pick<Lane, 'dialect'>): [from: string, call: string] {
  if (name === 'one-cycle') return [importOf(['oneCycle']), 'oneCycle({ totalSteps, peak: rate })']
  if (!isNamed(name)) return ["import { methodOptimizer } from 'onecycle'", trialOptimizer(name, lane)]
  return [importOf(['scheduleByName']), `scheduleByName('${name}', { totalSteps, peak: rate })`]
}

/** What has no factory of its own is a method of studies. */
function trialOptimizer(method: Method, { dialect }: Pick<Lane, 'dialect'>): string {
  const options = [
    'totalSteps, epochs: 1, rate, weightDecay: 0',
    `momentum: ${MOMENTUM}`,
    ...(dialect ? [`dialect: '${dialect}'`] : []),
  ]
  return `methodOptimizer('${method}', { ${options.join(', ')} })`
}

function isNamed(method: Method): boolean {
  return (scheduleNames as readonly Method[]).includes(method)
}

function importOf(names: readonly string[]): string {
  return `import { ${names.join(', ')} } from 'onecycle/schedules'`
}

/** A description as the call of its factory. */
function code(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(code).join(', ')}]`
  if (typeof value === 'string') return quantityCode(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (!('schedule' in value)) return objectCode(value)
  const { schedule, output, ...options } = value as Record<string, unknown>
  if (schedule === 'constant') return `constant(${code(options.value)})`
  return `${schedule}(${objectCode(options)})${output === undefined ? '' : `.${output}`}`
}

function objectCode(value: object): string {
  const entries = Object.entries(value).map(([key, inside]) => {
    const text = code(inside)
    return text === key ? key : `${key}: ${text}`
  })
  return `{ ${entries.join(', ')} }`
}

function quantityCode(text: string): string {
  const [, factor, unit] = /^(?:(\S+) )?(rate|run)$/.exec(text) ?? []
  if (unit === undefined) return `'${text}'`
  if (unit === 'rate') return factor === undefined ? 'rate' : `${factor} * rate`
  return factor === undefined ? 'totalSteps' : `Math.round(${factor} * totalSteps)`
}

function factoriesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'schedule' in value ? [String(value.schedule)] : []
  return [...new Set([...own, ...Object.values(value).flatMap(factoriesIn)])].sort()
}
