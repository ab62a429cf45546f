/** --network: a network that train --save wrote. */
import { type Command, Option } from 'commander'
import { message } from '../../check.js'
import { type Engine, loadNetwork, type Network } from '../../entry/index.js'
import { readInput } from '../files/read.js'

export function networkOption(command: Command): Command {
  return command.addOption(new Option('--network <file>', 'a network that train --save wrote').makeOptionMandatory())
}

/** @throws Error that names the file where it cannot be read or is no network */
export async function openNetwork(
  where: string,
  path: string,
  engine: Engine,
  threads: number | 'auto',
): Promise<Network> {
  const bytes = readInput(where, '--network', path)
  try {
    return await loadNetwork(bytes, { engine, threads })
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error
    const next = 'onecycle train --save FILE writes one'
    const got = error.message.replace(/^loadNetwork: "\w+" expected .*?, got /, '')
    throw new Error(message(where, '--network', 'a saved network', `${path}: ${got}`, next))
  }
}
