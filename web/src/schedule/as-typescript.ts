/** A lane's schedule as the TypeScript that makes it, with the factories of `onecycle/schedules`. */
import { type Method, scheduleNames } from 'onecycle'
import { type Lane, MOMENTUM } from '../state/lab.ts'
import { describedMethod } from './as-json.ts'

/** Ends with `learningRate` and `momentum`, a schedule each or a number, which spread into an optimizer. */
export function asTypeScript(lane: Pick<Lane, 'method' | 'rate' | 'dialect'>, totalSteps: number): string {
  const method = describedMethod(lane)
  const head = [`const totalSteps = ${totalSteps}`, `const rate = ${lane.rate}`]
  if (typeof method === 'string') return [...namedSchedule(method, lane, head), ''].join('\n')
  const { schedule = 'constant', momentum = MOMENTUM } = method
  if (typeof schedule === 'string') {
    const lines = isNamed(schedule)
      ? [`const { learningRate } = scheduleByName('${schedule}', { totalSteps, peak: rate })`]
      : [`const { learningRate } = ${trialOptimizer(schedule, lane)}`]
    const from = isNamed(schedule) ? importOf(['scheduleByName']) : "import { methodOptimizer } from 'onecycle'"
    return [from, '', ...head, ...lines, `const momentum = ${code(momentum)}`, ''].join('\n')
  }
  const lines = [`const learningRate = ${code(schedule)}`, `const momentum = ${code(momentum)}`]
  return [importOf(factoriesIn([schedule, momentum])), '', ...head, ...lines, ''].join('\n')
}

function namedSchedule(method: Method, lane: Pick<Lane, 'dialect'>, head: readonly string[]): string[] {
  const both = 'const { learningRate, momentum } ='
  if (method === 'one-cycle') {
    return [importOf(['oneCycle']), '', ...head, `${both} oneCycle({ totalSteps, peak: rate })`]
  }
  if (!isNamed(method)) {
    return ["import { methodOptimizer } from 'onecycle'", '', ...head, `${both} ${trialOptimizer(method, lane)}`]
  }
  const made = `const { learningRate } = scheduleByName('${method}', { totalSteps, peak: rate })`
  return [importOf(['scheduleByName']), '', ...head, made, `const momentum = ${MOMENTUM}`]
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
