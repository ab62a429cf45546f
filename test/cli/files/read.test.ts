import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readInput } from '../../../src/cli/files/read.js'
import { onecycle, refused, SPIRALS, temporaryFolder } from '../onecycle.js'
import { pipeAt } from './pipes.js'

test('errors name command, option, path and reason', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'sub'))
  const words = (path: string, reason: string) => `test: "--resume" expected a readable file, got ${path}: ${reason}`
  const [sub, none] = [join(folder, 'sub'), join(folder, 'none')]
  expect(() => readInput('test', '--resume', sub)).toThrow(words(sub, 'it is a folder'))
  expect(() => readInput('test', '--resume', none)).toThrow(words(none, 'no such file or folder'))
})

/** Every option that reads a file; FILE is its path. */
const READERS: readonly string[][] = [
  [...SPIRALS, '--resume', 'FILE'],
  ['train', '--data', 'spirals', '--network', 'FILE.json'],
  [...SPIRALS, '--method', 'FILE.json'],
  [...SPIRALS, '--engine', 'FILE.wasm'],
  ['train', '--data', 'FILE.csv'],
  ['train', '--data', 'FILE.csv', '--chunk-rows', '10'],
  ['train', '--data', 'table.csv', '--test', 'FILE.csv'],
  ['train', '--data', 'table.csv', '--validation', 'FILE.csv'],
  ['evaluate', '--network', 'FILE', '--data', 'digits'],
  ['predict', '--network', 'FILE', '--data', 'digits'],
  ['compare', '--curves', 'FILE.csv', 'table.csv'],
  ['compare', '--methods', 'FILE.json'],
  ['compare', '--journal', 'FILE'],
  ['compare', '--methods', 'module.json'],
]

test.skipIf(process.platform === 'win32')(
  'a device that never ends and a pipe that nobody writes to are refused at once, by every option that reads',
  async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'table.csv'), `a,b\n${'1,2\n3,4\n'.repeat(20)}`)
    writeFileSync(join(folder, 'module.json'), '[{ "name": "own", "module": "pipe.js" }, "constant"]')
    for (const ending of ['', '.json', '.wasm', '.csv', '.js']) {
      symlinkSync('/dev/zero', join(folder, `device${ending}`))
      pipeAt(join(folder, `pipe${ending}`))
    }
    for (const kind of ['device', 'pipe']) {
      for (const args of READERS) {
        const paths = args.map((word) =>
          /^FILE|\.csv$|^module/.test(word) ? join(folder, word.replace('FILE', kind)) : word,
        )
        const { code, words } = await refused(paths)
        expect([code, words], paths.join(' ')).toEqual([1, expect.stringMatching(/: it is a (?:device|pipe)/)])
      }
    }
  },
)

test('a file of more than 2 GiB is refused with its size before it is read, and a table with the flag that reads it', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'table.csv'), `a,b\n${'1,2\n3,4\n'.repeat(20)}`)
  const size = 3 * 2 ** 30
  for (const ending of ['', '.json', '.csv']) {
    // takes no room on the disk
    writeFileSync(join(folder, `large${ending}`), '')
    truncateSync(join(folder, `large${ending}`), size)
  }
  for (const args of READERS) {
    const named = args.find((word) => word.startsWith('FILE'))
    if (named === undefined || named === 'FILE.wasm' || args.includes('--chunk-rows')) continue
    const paths = args.map((word) => (/^FILE|\.csv$/.test(word) ? join(folder, word.replace('FILE', 'large')) : word))
    const { code, words } = await refused(paths)
    expect([code, words], paths.join(' ')).toEqual([1, expect.stringContaining('it has 3,221,225,472 bytes')])
    if (args[1] === '--data' && named === args[2]) expect(words).toContain('--chunk-rows 10000 reads it in chunks')
  }
})

test.skipIf(process.platform === 'win32')('predict says how rows stream, and reads them from stdin', async () => {
  const cwd = temporaryFolder()
  writeFileSync(join(cwd, 'table.csv'), `a,b\n${'1,2\n3,4\n'.repeat(20)}`)
  await onecycle(['train', '--data', 'table.csv', '--epochs', '1', '--save', 'a.net'], { cwd })
  pipeAt(join(cwd, 'rows.csv'))
  const { code, words } = await refused(['predict', '--network', join(cwd, 'a.net'), '--data', join(cwd, 'rows.csv')])
  expect([code, words]).toEqual([1, expect.stringContaining('it is a pipe; rows that stream come on stdin: --data -')])
  const read = await onecycle(['predict', '--network', 'a.net', '--data', '-'], { cwd, input: 'a\n1\n3\n' })
  expect([read.code, read.stdout.split('\n')[0]]).toEqual([0, 'prediction'])
})
