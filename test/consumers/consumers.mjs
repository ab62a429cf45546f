/**
 * The consumer fixtures: tiny projects that install the packed tarball and train the same network. Each must show the
 * weights' hash of the program in docs/hosts.md, and those that compute them the golden hash.
 *
 *     node test/consumers/consumers.mjs [--only NAME;NAME]
 *
 * Tools are those that scripts/install-engines.sh put into build/consumers. Prints a table and writes
 * build/consumers.json; fails where a fixture is wrong, and with CI=true where one cannot run.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundleGolden } from '../golden/bundle.mjs'
import { packTarball, project } from '../runtimes/pack.mjs'
import { packageFixtures } from './package-fixtures.mjs'
import { pageFixtures } from './page-fixtures.mjs'
import { programFixtures } from './program-fixtures.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

/** What the program of docs/hosts.md must print: its test accuracy and the hash of its weights. */
const PROGRAM = '0.705 a5b447f5645d41cad0278eda60e41920625ac04f0c9d3725882f18507608bf0b'

async function prepare(work) {
  const tools = existsSync(join(work, 'node_modules/vite'))
  for (const name of readdirSync(work)) {
    if (!['node_modules', 'package.json'].includes(name)) rmSync(join(work, name), { recursive: true, force: true })
  }
  cpSync(here, work, { recursive: true, filter: (path) => !path.includes('node_modules') })
  await bundleGolden(join(work, 'golden.mjs'))
  // a real install, in a project that has nothing else
  const installed = join(work, 'installed')
  const { file, facts } = packTarball(work)
  mkdirSync(installed)
  writeFileSync(join(installed, 'package.json'), '{ "private": true, "type": "module" }\n')
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', file], { cwd: installed, stdio: 'pipe' })
  const target = join(work, 'node_modules/onecycle')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(join(work, 'node_modules'), { recursive: true })
  cpSync(join(installed, 'node_modules/onecycle'), target, { recursive: true })
  return { work, installed, tarball: { file, ...facts }, tools }
}

/** Runs a fixture and judges it. */
async function run(name, fixture, context, expected) {
  const start = performance.now()
  const seconds = () => Math.round((performance.now() - start) / 100) / 10
  try {
    const result = await fixture(context)
    if (result.missing !== undefined) return { name, missing: result.missing }
    const wrong = []
    if (result.program !== undefined && result.program !== expected.program)
      wrong.push(`program gave ${result.program}`)
    if (result.golden !== undefined && result.golden !== expected.golden)
      wrong.push(`golden runs gave ${result.golden}`)
    wrong.push(...(result.faults ?? []))
    return { name, ok: wrong.length === 0, ...result, wrong, seconds: seconds() }
  } catch (error) {
    return { name, ok: false, wrong: [error.stderr?.toString() || error.stack || String(error)], seconds: seconds() }
  }
}

const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1].split(';') : undefined
const { combined: golden } = JSON.parse(readFileSync(join(here, '../golden/golden.json'), 'utf8'))
const work = join(project, 'build/consumers')
mkdirSync(work, { recursive: true })
const context = await prepare(work)
const rows = []
for (const [name, fixture] of Object.entries({ ...packageFixtures, ...programFixtures, ...pageFixtures })) {
  if (only !== undefined && !only.includes(name)) continue
  const row = await run(name, fixture, context, { program: PROGRAM, golden })
  rows.push(row)
  const state = row.missing === undefined ? (row.ok ? 'ok' : 'WRONG') : `skipped: ${row.missing}`
  const facts = [row.version, row.gzip && `${row.gzip} bytes gzipped`, row.note, row.seconds && `${row.seconds} s`]
  console.log([name.padEnd(34), state, ...facts.filter((fact) => fact !== undefined)].join('  '))
  for (const line of row.wrong ?? []) console.error(`consumers: ${name}: ${line}`)
}
const strict = process.env.CI === 'true'
const passed = rows.filter((row) => row.ok).length
const failed = rows.filter((row) => row.ok === false || (strict && row.missing !== undefined)).length
const report = { program: PROGRAM, golden, rows, passed, failed }
writeFileSync(join(project, 'build/consumers.json'), `${JSON.stringify(report, null, 2)}\n`)
if (failed > 0) process.exitCode = 1
