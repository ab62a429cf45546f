#!/usr/bin/env node
/**
 * The program `onecycle` of the library's package. The command line is a package of its own, so that an install of the
 * library stays small; this starts it where it is: built, in a clone of the project, or installed beside the library.
 */
import { existsSync } from 'node:fs'
import { message } from './check.js'

const COMMAND_LINE = 'onecycle-cli'

function find(): string | undefined {
  const built = new URL('../packages/cli/dist/cli/main.js', import.meta.url)
  if (existsSync(built)) return built.href
  try {
    return import.meta.resolve(COMMAND_LINE)
  } catch {
    return undefined
  }
}

const program = find()
if (program === undefined) {
  const next = `npm install ${COMMAND_LINE}, or without an install: npx ${COMMAND_LINE}`
  process.stderr.write(`error: ${message('onecycle', 'command line', `the package ${COMMAND_LINE}`, 'none', next)}\n`)
  process.exitCode = 1
} else {
  await import(program)
}
