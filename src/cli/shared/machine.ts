/** What a report says of where it was made. */
import { totalmem, type } from 'node:os'
import { describeMachine } from '../../host/machine.js'
import { packageVersion } from './runtime.js'

/** Names and values, in the order to show them. */
export function machine(engine: string): [string, string][] {
  const { runtime, version, architecture, cores, cpu } = describeMachine()
  return [
    ['onecycle', packageVersion()],
    ['engine', engine],
    ['runtime', `${runtime} ${version}`],
    ['system', `${type()} ${architecture}`],
    ['processor', `${cores} x ${cpu}`],
    ['memory', `${(totalmem() / 2 ** 30).toFixed(1)} GiB`],
  ]
}
