/** `onecycle predict`: its options. */
import type { Command } from 'commander'
import { addCsvOptions } from '../data/table-options.js'
import { networkOption } from '../network/file.js'
import { engineOption } from '../shared/engine.js'
import { jsonOption, nameList, seedOption } from '../shared/options.js'
import { threadsOption } from '../shared/threads.js'
import { helpText } from '../terminal/help.js'
import { where } from './options.js'
import { runPredict } from './run.js'

const EXAMPLES = `
Rows are prepared as those that the network was trained on: columns are found by
their names, in any order, and others are left alone. Rows of - stream through.

Examples:
  onecycle train --data houses.csv --target price --save houses.net
  onecycle predict --network houses.net --data new.csv --out prices.csv
  onecycle predict --network houses.net --data new.csv --copy id --json
  cat new.csv | onecycle predict --network houses.net --data - | head -n 3

Exit code: 0 done, 1 failed, 2 wrong use, 130 or 143 interrupted.`

export function addPredict(program: Command): void {
  const command = program.command(where).description('predict a class or a number for each row of a file or of stdin')
  networkOption(command)
  command
    .requiredOption('--data <source>', 'FILE.csv, FOLDER of images (its test part), or - for CSV on stdin')
    .option('--out <file>', 'file to write to; - for stdout (default: stdout)')
    .option('--probabilities', 'tell the probability of each class')
    .option('--copy <names>', 'columns to repeat before the prediction; all for all of them', nameList)
    .option('--columns <names>', 'columns that a network without a preparation reads (default: all)', nameList)
    .option('--ignore <names>', 'columns that it does not read', nameList)
  addCsvOptions(command)
    .option('--json-lines', 'print a JSON document for each row')
    .addOption(engineOption(where))
    .addOption(threadsOption(where))
    .addOption(seedOption(where))
    .addOption(jsonOption())
    .addHelpText('after', helpText(EXAMPLES))
    .action(runPredict)
}
