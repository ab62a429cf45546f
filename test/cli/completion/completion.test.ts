import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { inside, refused, temporaryFolder } from '../onecycle.js'

const folder = temporaryFolder()
const has = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0

beforeAll(async () => {
  writeFileSync(join(folder, 'prices.csv'), 'a,b\n')
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, stdout } = await inside(['completion', shell])
    if (code !== 0) throw new Error(`no script for ${shell}`)
    writeFileSync(join(folder, `onecycle.${shell}`), stdout)
  }
})

/** What bash offers at the end of a line. */
function bash(line: string): string[] {
  const words = line.split(' ')
  const script = [
    'source ./onecycle.bash',
    `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})`,
    `COMP_CWORD=${words.length - 1}`,
    '_onecycle',
    `printf '%s\\n' "\${COMPREPLY[@]}"`,
  ].join('\n')
  return execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' }).trim().split('\n').filter(Boolean)
}

describe.skipIf(!has('bash'))('bash, with the script sourced', () => {
  test.for([
    ['onecycle pre', ['predict']],
    ['onecycle train --early', ['--early-stopping']],
    ['onecycle train --optimizer ad', ['adam', 'adamw']],
    ['onecycle train --schedule one', ['one-cycle']],
    ['onecycle find-lr --sweep tri', ['triangular']],
    ['onecycle compare --schedules one-cycle-no-r', ['one-cycle-no-ramp']],
    ['onecycle schedule cosine-', ['cosine-restarts', 'cosine-warmup']],
    ['onecycle train --data di', ['digits']],
    ['onecycle train --data pri', ['prices.csv']],
    ['onecycle train --network le', ['lenet']],
    ['onecycle train --network pri', ['prices.csv']],
    ['onecycle predict --network pri', ['prices.csv']],
    ['onecycle train --epochs ', []],
    ['onecycle --ou', ['--out']],
    ['onecycle completion ', ['bash', 'zsh', 'fish', '--help']],
  ] as const)('%s', ([line, offered]) => {
    expect(bash(line)).toEqual(offered)
  })

  test('every command is offered, and none of the hidden options', async () => {
    const { stdout } = await inside(['--help'])
    for (const name of bash('onecycle ')) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'))
    expect(bash('onecycle train --la')).toEqual([])
  })
})

test.skipIf(!has('zsh'))('zsh reads its script without complaint', () => {
  const script =
    'autoload -Uz compinit && compinit -u -D && source ./onecycle.zsh && (( $+_comps[onecycle] )) && whence -f _onecycle'
  const { status, stderr } = spawnSync('zsh', ['-f', '-c', script], { cwd: folder, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
})

test.skipIf(!has('fish'))('fish offers commands, options, values and files', () => {
  const offered = (line: string): string[] => {
    const script = `source ./onecycle.fish; complete -C '${line}'`
    const text = execFileSync('fish', ['--no-config', '-c', script], { cwd: folder, encoding: 'utf8' })
    return text
      .trim()
      .split('\n')
      .map((row) => row.split('\t')[0] as string)
  }
  expect(offered('onecycle pre')).toEqual(['predict'])
  expect(offered('onecycle train --early')).toEqual(['--early-stopping'])
  expect(offered('onecycle train --optimizer ad')).toEqual(['adam', 'adamw'])
  expect(offered('onecycle train --data pri')).toEqual(['prices.csv'])
  expect(offered('onecycle schedule cosine-')).toEqual(['cosine-restarts', 'cosine-warmup'])
})

test('another shell is wrong use', async () => {
  const { code, words } = await refused(['completion', 'fisch'])
  expect([code, words]).toEqual([2, expect.stringContaining('did you mean fish?')])
})
