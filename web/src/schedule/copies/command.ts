/** The command that shows a lane's schedule, or trains with it. */
import { type Method, scheduleNames } from 'onecycle'
import { type Lane, MOMENTUM } from '../../state/lab.ts'
import { describedMethod } from './json.ts'

/** `onecycle schedule` draws what has a name; what has none goes by a file, whose text is written first. */
export function asCommand(lane: Pick<Lane, 'method' | 'rate' | 'dialect'>, totalSteps: number, data: string): string {
  const { rate, dialect } = lane
  const named = nameAndMomentum(lane.method)
  const peak = `--peak ${rate}`
  if (named !== null && (scheduleNames as readonly Method[]).includes(named.method)) {
    const { method, momentum } = named
    const options = [
      ...(dialect === undefined || method !== 'one-cycle' ? [] : [`--dialect ${dialect}`]),
      ...(momentum === MOMENTUM ? [] : [`--momentum ${momentum}`]),
    ]
    return ['npx onecycle-cli schedule', method, `--total-steps ${totalSteps}`, peak, ...options].join(' ')
  }
  const train = `npx onecycle-cli train --data ${data} ${peak}`
  const method = describedMethod(lane)
  if (typeof method === 'string') {
    return `${train} --method ${method}${dialect === undefined ? '' : ` --dialect ${dialect}`}`
  }
  return `echo '${JSON.stringify(method)}' > method.json\n${train} --method method.json`
}

/** A built-in method and the momentum that a description of it alone may say. */
function nameAndMomentum(method: Lane['method']): { readonly method: Method; readonly momentum: number } | null {
  if (typeof method === 'string') return { method, momentum: MOMENTUM }
  const { name: _, schedule, momentum = MOMENTUM, ...rest } = method
  const simple = typeof schedule === 'string' && typeof momentum === 'number' && Object.keys(rest).length === 0
  return simple ? { method: schedule, momentum } : null
}
