import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkWritable, readInput, writeWhole } from '../../../src/cli/shared/files.js'
import { temporaryFolder } from '../onecycle.js'

test('writeWhole replaces a file and leaves nothing beside it', () => {
  const folder = temporaryFolder()
  const path = join(folder, 'a')
  writeWhole('test', '--save', path, 'old and longer')
  writeWhole('test', '--save', path, Uint8Array.of(110, 101, 119))
  expect(readFileSync(path, 'utf8')).toBe('new')
  expect(readdirSync(folder)).toEqual(['a'])
})

test('a link stays a link: the file behind it is replaced', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), 'old')
  symlinkSync('file', join(folder, 'link'))
  checkWritable('test', '--save', join(folder, 'link'))
  writeWhole('test', '--save', join(folder, 'link'), 'new')
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true)
  expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('new')
})

test.skipIf(process.platform === 'win32')('a device is written to and not replaced', () => {
  checkWritable('test', '--history', '/dev/null')
  writeWhole('test', '--history', '/dev/null', 'text')
  expect(lstatSync('/dev/null').isCharacterDevice()).toBe(true)
})

test('errors name command, option, path and reason, and a failed write leaves nothing', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'sub'))
  const sub = join(folder, 'sub')
  const words = (reason: string) => `test: "--save" expected a writable file, got ${reason}`
  expect(() => checkWritable('test', '--save', sub)).toThrow(words(`${sub}: it is a folder`))
  expect(() => checkWritable('test', '--save', join(folder, 'no', 'a'))).toThrow(words(join(folder, 'no', 'a')))
  expect(() => writeWhole('test', '--save', join(folder, 'no', 'a'), '')).toThrow('no such file or folder')
  expect(() => readInput('test', '--resume', sub)).toThrow(
    `test: "--resume" expected a readable file, got ${sub}: it is a folder`,
  )
  expect(readdirSync(folder)).toEqual(['sub'])
})
