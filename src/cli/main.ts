#!/usr/bin/env node
/** The process of the command line: its streams, and its end. */
import { message } from '../check.js'
import { runProgram } from './program.js'
import { endAtOnce, endProcess } from './shared/end.js'
import { reasonOf } from './shared/files.js'
import { tell } from './shared/output.js'

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // whoever read along has seen enough, as `| head` does
    if (error.code === 'EPIPE') endAtOnce()
    if (stream === process.stdout) tell(`error: ${message('onecycle', 'stdout', 'a writable file', reasonOf(error))}`)
    endAtOnce(1)
  })
}

const code = await runProgram(process.argv.slice(2))
if (code !== undefined) process.exitCode = code
await endProcess()
