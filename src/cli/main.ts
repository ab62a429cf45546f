#!/usr/bin/env node
/** The program: its commands, and what becomes of errors. Exit code 0 done, 1 failed, 2 wrong use. */
import { Command, CommanderError } from 'commander'
import { message } from '../check.js'
import { runtime } from '../host/machine.js'
import { addBench } from './bench/bench.js'
import { addCompare } from './compare/compare.js'
import { addFindLr } from './find-lr/find-lr.js'
import { addInfo } from './info/info.js'
import { addRace, RACE } from './race/race.js'
import { addSchedule } from './schedule/schedule.js'
import { endAtOnce, endProcess } from './shared/end.js'
import { reasonOf } from './shared/files.js'
import { tell } from './shared/output.js'
import { checkNode, packageVersion } from './shared/runtime.js'
import { UsageError } from './shared/usage.js'
import { addTrain } from './train/train.js'

const ABOUT = 'Train small neural networks with the same bits everywhere, and see what a learning-rate schedule buys.'

const EXAMPLES = `
Without a command: ${RACE}, the main job. Every command has --help with examples.

Exit code: 0 done, 1 failed, 2 wrong use.`

function createProgram(): Command {
  const program = new Command('onecycle')
    .description(ABOUT)
    .version(packageVersion(), '-V, --version', 'print the version')
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError('(onecycle --help lists the commands, onecycle COMMAND --help their options)')
    .exitOverride()
  addRace(program)
  addTrain(program)
  addSchedule(program)
  addFindLr(program)
  addCompare(program)
  addBench(program)
  addInfo(program)
  return program
}

/** Options alone belong to the main job, except those of the program itself. */
function withCommand(typed: readonly string[]): readonly string[] {
  const [first] = typed
  const own = first !== undefined && ['-h', '--help', '-V', '--version'].includes(first)
  return own || (first !== undefined && !first.startsWith('-')) ? typed : [RACE, ...typed]
}

/** @returns the exit code; the words of the error are on stderr */
function report(error: unknown): number {
  // commander has said its word already
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`)
  return error instanceof UsageError ? 2 : 1
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // whoever read along has seen enough, as `| head` does
    if (error.code === 'EPIPE') endAtOnce()
    if (stream === process.stdout)
      tell(`error: ${message('onecycle', 'stdout', 'a place that can be written', reasonOf(error))}`)
    endAtOnce(1)
  })
}

try {
  checkNode(runtime())
  await createProgram().parseAsync(withCommand(process.argv.slice(2)), { from: 'user' })
} catch (error) {
  process.exitCode = report(error)
}
await endProcess()
