#!/usr/bin/env node
/** The process of the command line: its streams, and its end. */
import { message } from '../check.js'
import { reasonOf } from './files/reason.js'
import { writeFlushed } from './files/replace.js'
import { putElsewhere } from './files/rescue.js'
import { runProgram } from './program.js'
import { endAtOnce, endProcess } from './shared/end.js'
import { allPrinted, tell } from './shared/output.js'

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // whoever read along has seen enough, as `| head` does
    if (error.code === 'EPIPE') endAtOnce()
    if (stream === process.stdout) {
      const rescued = allPrinted() && putElsewhere('stdout.txt', (path) => writeFlushed(path, allPrinted()))
      const next = rescued ? `what was printed is in ${rescued}` : undefined
      tell(`error: ${message('onecycle', 'stdout', 'a writable file', reasonOf(error), next)}`)
    }
    endAtOnce(1)
  })
}

const code = await runProgram(process.argv.slice(2))
if (code !== undefined) process.exitCode = code
await endProcess()
