import { spawnSync } from 'node:child_process'
import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { besides, removeLeftovers } from '../../../src/cli/files/temporary.js'
import { temporaryFolder } from '../onecycle.js'

test('two files are never written at one path, and their folder is that of their place', () => {
  const [a, b] = [besides('/x/file'), besides('/x/file')]
  expect(a).not.toBe(b)
  expect([dirname(a), dirname(b)]).toEqual(['/x', '/x'])
})

test('what a dead process left goes, and what is a day old; that of a living one, of another machine and of others stays', () => {
  const folder = temporaryFolder()
  const own = basename(besides('x'))
  const over = spawnSync(process.execPath, ['--version']).pid
  const kept = [own, own.replace(hostname(), 'elsewhere'), 'onecycle-a.tmp', 'run.ckpt', `run.${over}.tmp`]
  const old = 'onecycle-elsewhere-1-0.tmp'
  const dead = own.replace(`-${process.pid}-`, `-${over}-`)
  for (const name of [...kept, old, dead]) writeFileSync(join(folder, name), '')
  const before = Date.now() / 1000 - 2 * 86_400
  for (const name of [old, 'onecycle-a.tmp']) utimesSync(join(folder, name), before, before)
  removeLeftovers(folder)
  expect(readdirSync(folder).sort()).toEqual([...kept].sort())
})
