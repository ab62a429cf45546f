/** `onecycle work`: its options. */
import { availableParallelism, hostname } from 'node:os'
import type { Command } from 'commander'
import { whole } from '../../options.js'
import { queueOption } from '../fleet/package.js'
import { engineOption } from '../shared/engine.js'
import { numeric } from '../shared/options.js'
import { helpText } from '../terminal/help.js'
import { runWork, where } from './run.js'

const EXAMPLES = `
Runs trials of studies that onecycle compare --queue offers at the same address,
until it is interrupted; what it then has under way goes to others, as it does
where a machine dies. Start it on as many machines as there are, at any time.

Examples:
  onecycle work --queue redis://HOST
  onecycle work --queue postgres://USER@HOST/DB

Exit code: 1 failed, 2 wrong use, 130 or 143 interrupted.`

export function addWork(program: Command): void {
  program
    .command(where)
    .description('run trials for onecycle compare on this machine')
    .addOption(queueOption(where, 'where trials wait').makeOptionMandatory())
    .option(
      '--workers <n>',
      'trials that run at the same time',
      numeric(where, '--workers', whole(1, 256)),
      availableParallelism(),
    )
    .option('--name <name>', 'what results of this machine go by', hostname())
    .option(
      '--lease <seconds>',
      'silence after which the trials of this machine go to others',
      numeric(where, '--lease', whole(2, 3600)),
      10,
    )
    .addOption(engineOption(where))
    .addHelpText('after', helpText(EXAMPLES))
    .action(runWork)
}
