/** What is built and published comes from what was reviewed: exact bytes of packages, exact commits of actions. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Entry {
  readonly link?: boolean
  readonly integrity?: string
  readonly resolved?: string
}

const locks = ['package-lock.json', 'bench/peers/package-lock.json']
const workflows = readdirSync('.github/workflows').map((name) => `.github/workflows/${name}`)
const lines = (file: string): string[] => readFileSync(file, 'utf8').split('\n')

test.each(locks)('%s: every package has its SHA-512 and names no host', (lock) => {
  const packages: Record<string, Entry> = JSON.parse(readFileSync(lock, 'utf8')).packages
  const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && link !== true)
  const without = installed.filter(
    ([, { integrity, resolved }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') || resolved !== undefined,
  )
  expect(installed.length).toBeGreaterThan(0)
  expect(without.map(([path]) => path)).toEqual([])
})

test('every action of a workflow is pinned to a commit, with its version beside it', () => {
  const uses = workflows.flatMap(lines).filter((line) => /\buses:/.test(line))
  expect(uses.length).toBeGreaterThan(0)
  expect(uses.filter((line) => !/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
})

test.each(workflows)('%s: reads alone, where a job does not say more', (workflow) => {
  const text = readFileSync(workflow, 'utf8')
  expect(text).toMatch(/^permissions:\n {2}contents: read\n/m)
  expect(text).not.toMatch(/: write(?! # )/)
})

test('the versions of all packages are one', () => {
  const files = ['package.json', 'packages/cli/package.json', 'packages/fleet/package.json']
  const versions = files.map((file) => JSON.parse(readFileSync(file, 'utf8')).version)
  expect(new Set(versions).size).toBe(1)
})
