/** `onecycle completion`: a script that teaches a shell the commands, their options and the values of these. */
import type { Command } from 'commander'
import { oneOf } from '../shared/options.js'
import { print } from '../shared/output.js'
import { helpText } from '../terminal/help.js'
import { bashScript } from './bash.js'
import { fishScript } from './fish.js'
import { type CommandWords, wordsOf } from './words.js'
import { zshScript } from './zsh.js'

const where = 'completion'

const scripts: Readonly<Record<'bash' | 'zsh' | 'fish', (commands: readonly CommandWords[]) => string[]>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
}
const shells = Object.keys(scripts) as (keyof typeof scripts)[]

const EXAMPLES = `
Examples:
  source <(onecycle completion bash)    # in ~/.bashrc
  source <(onecycle completion zsh)     # in ~/.zshrc
  onecycle completion fish | source     # in ~/.config/fish/config.fish

Exit code: 0 done, 2 wrong use.`

export function addCompletion(program: Command): void {
  const shell = oneOf(where, 'shell', shells)
  program
    .command(where)
    .description('print a script that completes commands and options in a shell')
    .argument('<shell>', shells.join(', '), shell)
    .addHelpText('after', helpText(EXAMPLES))
    .action((name: keyof typeof scripts) => print(...scripts[name](wordsOf(program))))
}
