import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPlaces } from '../../../src/cli/files/place.js'
import { loadNetwork } from '../../../src/entry/index.js'
import { inside, json, onecycle, program, refused, SPIRALS, temporaryFolder, until } from '../onecycle.js'
import { mountSmall, pipeAt, unmount } from './pipes.js'

const SHORT = [...SPIRALS, '--epochs', '2']
const STUDY = ['compare', '--data', 'spirals', '--hidden', '4', '--budgets', '1,2', '--schedules', '1cycle,constant']
let folder: string

beforeAll(async () => {
  folder = temporaryFolder()
  for (const name of ['a', 'b']) {
    const rows = Array.from({ length: 9 }, (_, k) => `${k},${k / 10}`)
    writeFileSync(join(folder, `${name}.csv`), `step,accuracy\n${rows.join('\n')}\n`)
  }
  await json([...SHORT, '--save', join(folder, 'a.net')])
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Every option that writes, but for the race, which takes minutes and has the place of the others. */
const WRITERS = (): readonly (readonly string[])[] => [
  [...SHORT, '--save', '--history', '--out'],
  ['schedule', 'cosine', '--svg'],
  ['find-lr', '--data', 'spirals', '--hidden', '4', '--steps', '30', '--seeds', '1', '--svg', '--out'],
  [
    ...STUDY,
    '--seeds',
    '2',
    '--trials',
    '2',
    '--tuning-seeds',
    '1',
    '--workers',
    '1',
    '--no-journal',
    '--out',
    '--csv',
  ],
  ['compare', '--curves', join(folder, 'a.csv'), join(folder, 'b.csv'), '--out', '--csv'],
  ['predict', '--network', join(folder, 'a.net'), '--data', 'spirals', '--out'],
]

/** The files that a command names as those that its results were written to. */
const rescued = (stderr: string) =>
  [...stderr.matchAll(/: the disk is full; it was written to (\S+)$/gm)].map(([, path]) => path as string)

test.skipIf(process.platform !== 'linux')(
  'what a full disk does not take is elsewhere, each file whole and named, and the command has failed',
  async () => {
    for (const [index, args] of WRITERS().entries()) {
      const at = args.findIndex((word) => ['--save', '--svg', '--out'].includes(word))
      const options = args.slice(at)
      // a device that is always full, under a name of its own for each
      const links = options.map((option) => join(folder, `full-${index}${option}`))
      for (const link of links) symlinkSync('/dev/full', link)
      const words = [...args.slice(0, at), ...options.flatMap((option, k) => [option, links[k] as string])]
      // threads need the built program
      const { code, stderr, stdout } = await (args.includes('--workers') ? onecycle(words) : inside(words))
      const paths = rescued(stderr)
      if (args[0] === 'predict') {
        expect([code, stderr], 'a stream that began is not taken elsewhere').toEqual([
          1,
          expect.stringContaining('the disk is full'),
        ])
        continue
      }
      expect([code, stdout.length > 100], stderr).toEqual([1, true])
      expect(paths.map((path) => basename(path)).sort(), stderr).toEqual(links.map((link) => basename(link)).sort())
      for (const path of paths) expect(readFileSync(path).length, path).toBeGreaterThan(100)
      expect(stderr).not.toContain('wrote')
      if (args[0] === 'train') await loadNetwork(readFileSync(paths.find((path) => path.endsWith('--save')) as string))
    }
  },
)

test.skipIf(process.platform !== 'linux')('where no folder takes it, it stands on stdout', () => {
  const cwd = temporaryFolder()
  // files of 8 KiB at most: enough for a place to be tried, too little for a report
  const { status, stdout, stderr } = spawnSync(
    'bash',
    [
      '-c',
      `ulimit -f 8; "$@" | cat; exit "\${PIPESTATUS[0]}"`,
      '-',
      process.execPath,
      program,
      ...SHORT,
      '--out',
      'a.html',
    ],
    { cwd, encoding: 'utf8' },
  )
  expect([status, stderr]).toEqual([1, expect.stringContaining('it stands on stdout')])
  expect(stdout).toMatch(/<!doctype html>.*<\/html>/is)
})

test.skipIf(process.platform !== 'linux')('a document that stdout does not take is in a file', () => {
  const full = openSync('/dev/full', 'w')
  const { status, stderr } = spawnSync(process.execPath, [program, ...SHORT, '--json'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  })
  closeSync(full)
  const [, path] = /what was printed is in (\S+)$/m.exec(stderr) as RegExpExecArray
  expect([status, JSON.parse(readFileSync(path as string, 'utf8')).steps]).toEqual([1, 40])
})

test('every place is tried before the work: a full disk, a folder that is not there, a folder', async (context) => {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  for (const args of WRITERS()) {
    const at = args.findIndex((word) => ['--save', '--svg', '--out'].includes(word))
    for (const option of args.slice(at)) {
      for (const path of [join(folder, 'none', 'a'), disk]) {
        // data that are not there would be told otherwise
        const { code, words } = await refused([...args.slice(0, at), option, path])
        expect([code, words], `${args[0]} ${option}`).toEqual([
          1,
          expect.stringMatching(/: (no such file|it is a folder)/),
        ])
      }
    }
  }
  if (!mountSmall(disk, '64k')) return context.skip('no right to mount a small disk')
  try {
    writeFileSync(join(disk, 'old'), 'old')
    expect(spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'rest')}`]).status).not.toBe(0)
    for (const option of ['--save', '--checkpoint', '--history', '--out']) {
      const { code, words } = await refused(['train', '--data', 'none.csv', option, join(disk, 'old')])
      expect([code, words]).toEqual([
        1,
        expect.stringContaining(`"${option}" expected a writable file, got ${disk}/old: the disk is full`),
      ])
    }
    expect(readFileSync(join(disk, 'old'), 'utf8')).toBe('old')
  } finally {
    unmount(disk)
  }
})

test.skipIf(process.platform === 'win32')(
  'a checkpoint or a journal in a pipe or a device is refused at once',
  async () => {
    const pipe = join(folder, 'pipe')
    pipeAt(pipe)
    for (const path of [pipe, '/dev/null']) {
      for (const args of [
        [...SHORT, '--checkpoint'],
        [...STUDY, '--journal'],
      ]) {
        const { code, words } = await refused([...args, path])
        expect([code, words]).toEqual([1, expect.stringMatching(/: it is a (pipe|device)$/)])
      }
    }
  },
)

test.skipIf(process.platform === 'win32')(
  'rows in a pipe come to its reader; while that waits a signal ends the command',
  async () => {
    const [pipe, saved] = [join(folder, 'rows'), join(folder, 'rows.net')]
    pipeAt(pipe)
    // half a megabyte, of which a pipe holds some
    const args = [program, ...SPIRALS, '--epochs', '400', '--save', saved, '--history', pipe]
    const run = () => spawn(process.execPath, args, { stdio: 'ignore' })
    const reader = spawn('cat', [pipe])
    let text = ''
    reader.stdout.setEncoding('utf8').on('data', (piece) => {
      text += piece
    })
    const closed = once(reader, 'close')
    expect(await once(run(), 'exit')).toEqual([0, null])
    await closed
    expect(text.trimEnd().split('\n')).toHaveLength(8001)
    rmSync(saved)
    const idle = openSync(pipe, 'r+')
    const waiting = run()
    const end = once(waiting, 'exit')
    await until(() => existsSync(saved))
    await sleep(200)
    waiting.kill('SIGTERM')
    expect(await end).toEqual([null, 'SIGTERM'])
    closeSync(idle)
  },
  60_000,
)

test('one file for two options is wrong use, also behind a link', () => {
  const [file, link] = [join(folder, 'two'), join(folder, 'two-link')]
  symlinkSync('two', link)
  expect(() => openPlaces('test', { out: file, csv: link })).toThrow(
    'test: "--csv" expected a file other than that of --out',
  )
  expect(Object.keys(openPlaces('test', { out: file, csv: undefined, journal: false }))).toEqual(['out'])
})
