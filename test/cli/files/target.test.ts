import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { replaceFile } from '../../../src/cli/files/replace.js'
import { openTarget } from '../../../src/cli/files/target.js'
import { onecycle, program, SPIRALS, temporaryFolder } from '../onecycle.js'
import { pipeAt } from './pipes.js'

const fileOf = (path: string) => (openTarget(path, false) as { file: string }).file

test('a link stays a link, also one that leads over others to where nothing is yet', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'far'))
  writeFileSync(join(folder, 'file'), 'old')
  symlinkSync('file', join(folder, 'link'))
  symlinkSync('far/next', join(folder, 'dangling'))
  symlinkSync('../far/end', join(folder, 'far', 'next'))
  for (const [link, end] of [
    ['link', 'file'],
    ['dangling', 'far/end'],
  ] as const) {
    replaceFile(fileOf(join(folder, link)), 'new')
    expect(lstatSync(join(folder, link)).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(folder, end), 'utf8')).toBe('new')
  }
  expect(readdirSync(join(folder, 'far')).sort()).toEqual(['end', 'next'])
  symlinkSync('circle', join(folder, 'circle'))
  expect(() => openTarget(join(folder, 'circle'), false)).toThrow()
  symlinkSync('no/where', join(folder, 'nowhere'))
  expect(() => openTarget(join(folder, 'nowhere'), false)).toThrow('ENOENT')
})

test.skipIf(process.platform === 'win32')(
  'a folder, a pipe without a reader, and for what is kept anything but a file are refused',
  () => {
    const folder = temporaryFolder()
    const pipe = join(folder, 'pipe')
    pipeAt(pipe)
    expect(() => openTarget(folder, false)).toThrow('it is a folder')
    expect(() => openTarget(pipe, false)).toThrow('ENXIO')
    expect(() => openTarget(pipe, true)).toThrow('it is a pipe')
    expect(() => openTarget('/dev/null', true)).toThrow('it is a device')
    expect(openTarget('/dev/null', false)).toEqual({ stream: expect.any(Number) })
  },
)

// root may write everything: as root this cannot be shown
test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a file or folder that may not be written is refused',
  () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    chmodSync(join(folder, 'file'), 0o400)
    expect(() => openTarget(join(folder, 'file'), false)).toThrow('EACCES')
    chmodSync(folder, 0o500)
    expect(() => openTarget(join(folder, 'new'), false)).toThrow('EACCES')
  },
)

test.skipIf(process.platform === 'win32')(
  'what goes to /dev/stdout stands in what stdout goes to, a pipe or a file',
  async () => {
    const args = [...SPIRALS, '--epochs', '1', '--history', '/dev/stdout', '--json']
    const path = join(temporaryFolder(), 'file')
    const file = openSync(path, 'w')
    spawnSync(process.execPath, [program, ...args], { stdio: ['ignore', file, 'inherit'] })
    closeSync(file)
    for (const text of [(await onecycle(args)).stdout, readFileSync(path, 'utf8')]) {
      const lines = text.trimEnd().split('\n')
      expect([lines.length, lines[0]?.split(',')[0], JSON.parse(lines[21] as string).steps]).toEqual([22, 'step', 20])
    }
  },
)
