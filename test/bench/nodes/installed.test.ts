import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findNodes, givenNodes } from '../../../src/bench/nodes/installed.js'
import { temporaryFolder } from '../../helpers.js'

/** A program at `path` that answers any question with `text`. */
function program(path: string, text: string): string {
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, `#!/bin/sh\necho ${text}\n`)
  chmodSync(path, 0o755)
  return path
}

test('finds the running Node, those of the PATH and of version managers: the newest of each major, newest first', () => {
  const folder = temporaryFolder()
  for (const version of ['98.1.0', '98.10.0', '98.9.3'])
    program(join(folder, 'versions/node', version, 'bin/node'), version)
  program(join(folder, 'bin/node'), '99.0.0')
  program(join(folder, 'other/node'), 'none')
  const PATH = `${join(folder, 'bin')}:${join(folder, 'other')}:${join(folder, 'missing')}`
  const found = findNodes({ PATH, NVM_DIR: folder, FNM_DIR: folder, VOLTA_HOME: folder, N_PREFIX: folder })
  const versions = found.map(({ version }) => version)
  expect(versions.slice(0, 2)).toEqual(['99.0.0', '98.10.0'])
  expect(versions).toContain(process.versions.node)
  expect(new Set(versions.map((version) => version.split('.')[0])).size).toBe(versions.length)
  expect(found[1]?.program).toBe(join(folder, 'versions/node/98.10.0/bin/node'))
})

test('takes the programs that are given, newest first, and refuses what is no Node by name', () => {
  const folder = temporaryFolder()
  const [older, newer] = ['24.9.0', '24.21.0'].map((version) => program(join(folder, version), version)) as [
    string,
    string,
  ]
  expect(givenNodes([older, newer])).toEqual([
    { version: '24.21.0', program: newer },
    { version: '24.9.0', program: older },
  ])
  const other = program(join(folder, 'other'), 'hello')
  expect(() => givenNodes([older, other])).toThrow(RangeError)
  expect(() => givenNodes([other])).toThrow(`"--nodes" expected programs of Node, got ${other}`)
  expect(() => givenNodes([join(folder, 'missing')])).toThrow('"--nodes" expected programs of Node')
})
