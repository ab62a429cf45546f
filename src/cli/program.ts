/** The program: its commands, and what becomes of errors. Exit code 0 done, 1 failed, 2 wrong use. */
import { Command, CommanderError } from 'commander'
import { runtime } from '../host/machine.js'
import { addBench } from './bench/bench.js'
import { addCompare } from './compare/compare.js'
import { addCompletion } from './completion/completion.js'
import { isTable } from './data/table-file.js'
import { addEvaluate } from './evaluate/evaluate.js'
import { addFindLr } from './find-lr/find-lr.js'
import { addInfo } from './info/info.js'
import { addPredict } from './predict/predict.js'
import { addRace, RACE } from './race/race.js'
import { addSchedule } from './schedule/schedule.js'
import { tell } from './shared/output.js'
import { checkNode, packageVersion } from './shared/runtime.js'
import { UsageError } from './shared/usage.js'
import { formatItem, helpText } from './terminal/help.js'
import { width } from './terminal/width.js'
import { addTrain } from './train/train.js'
import { addWork } from './work/work.js'

const ABOUT = 'Train small neural networks with the same bits everywhere, and see what a learning-rate schedule buys.'

const EXAMPLES = `
Without a command, ${RACE} runs. Every command explains itself with --help.

Exit code: 0 done, 1 failed, 2 wrong use.`

/** The command line, which throws where commander would end the process. */
export function createProgram(): Command {
  const program = new Command('onecycle')
    .description(ABOUT)
    .version(packageVersion(), '-V, --version', 'print the version')
    .addHelpText('after', helpText(EXAMPLES))
    .showHelpAfterError('(onecycle --help lists the commands, onecycle COMMAND --help their options)')
    .exitOverride()
    .configureOutput({
      getOutHelpWidth: () => width(),
      getErrHelpWidth: () => width('stderr'),
      writeErr: (text) => tell(...text.trimEnd().split('\n')),
    })
    .configureHelp({ formatItem })
  addRace(program)
  addTrain(program)
  addPredict(program)
  addEvaluate(program)
  addSchedule(program)
  addFindLr(program)
  addCompare(program)
  addWork(program)
  addBench(program)
  addInfo(program)
  addCompletion(program)
  return program
}

/** Options alone belong to the main job, except those of the program itself. */
function withCommand(typed: readonly string[]): readonly string[] {
  const [first] = typed
  const own = first !== undefined && ['-h', '--help', '-V', '--version'].includes(first)
  return own || (first !== undefined && !first.startsWith('-')) ? typed : [RACE, ...typed]
}

/**
 * Runs a command line.
 * @param typed the words behind the program's name
 * @returns the exit code, undefined where the command has set its own; the words of an error are on stderr
 */
export async function runProgram(typed: readonly string[]): Promise<number | undefined> {
  try {
    checkNode(runtime())
    await createProgram().parseAsync(withCommand(typed), { from: 'user' })
    return undefined
  } catch (error) {
    return report(error, typed)
  }
}

function report(error: unknown, typed: readonly string[]): number {
  if (error instanceof CommanderError) {
    // commander has said its word already
    const bare = typed.find((word, index) => isTable(word) && !typed[index - 1]?.startsWith('-'))
    if (error.code === 'commander.excessArguments' && bare !== undefined) tell(`(a table is named by --data ${bare})`)
    return error.exitCode === 0 ? 0 : 2
  }
  tell(`error: ${error instanceof Error ? error.message : String(error)}`)
  return error instanceof UsageError ? 2 : 1
}
