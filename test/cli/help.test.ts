import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../../src/cli/program.js'
import { commands, examplesOf, helpOf } from './help.js'

describe.each([80, 44])('in %d columns', (columns) => {
  test.each([undefined, ...commands])('no line of the help of %s is longer', async (command) => {
    const lines = (await helpOf(command, columns)).split('\n')
    expect(lines.filter((line) => line.length > columns)).toEqual([])
  })

  test.each(commands)('the examples of %s are the same as in wide lines', async (command) => {
    const bare = async (wide: number) => (await examplesOf(command, wide)).map((line) => line.replace(/\s+#\s.*$/, ''))
    expect(await bare(columns)).toEqual(await bare(1000))
  })
})

/** The words of every onecycle in a line, up to a pipe, a redirection or a comment. */
function callsIn(line: string): string[][] {
  const bare = line.replace(/\s#\s.*$/, '')
  return [...bare.matchAll(/\bonecycle\b((?: (?!\|)(?:\$\([^)]*\)|'[^']*'|[^\s|)>]+))*)/g)].map(([, words = '']) =>
    (words.replace(/\$\([^)]*\)/g, '0.1').match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", '')),
  )
}

test.each(commands)('every example of %s is a command line that the program takes', async (command) => {
  const lines = await examplesOf(command)
  expect(lines.length).toBeGreaterThan(0)
  for (const words of lines.flatMap(callsIn)) {
    const program = createProgram()
    const run: string[] = []
    for (const one of program.commands as Command[]) one.action(() => void run.push(one.name()))
    await program.parseAsync(words.length === 0 || words[0]?.startsWith('-') ? ['race', ...words] : words, {
      from: 'user',
    })
    expect(run).toHaveLength(1)
  }
})
