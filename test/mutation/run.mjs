/**
 * Changes the sources in small ways, one at a time, and sees whether a test fails: Stryker over folders of src, each with the
 * tests of its own folder.
 *
 *     npm run test:mutation [-- FOLDER... [--share 0.1]]
 *
 * FOLDER is one of src, as in `schedules` or `data/tabular`; by default all whose tests are held to this. --share takes a part
 * of the mutants, the same in every run. Strings are left as they are, since the words of messages are free, and so is what is
 * made as a module loads, since each of its mutants would ask for every test.
 * Prints the mutants that no test noticed and a table, and leaves build/mutation/FOLDER.json. Fails below 85 %.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const HERE = 'test/mutation'
const LEAST = 85

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { share: { type: 'string', default: '1' } },
})
const share = Number(values.share)
if (!(share > 0 && share <= 1))
  throw new RangeError(`test:mutation: "--share" expected a number in (0, 1], got ${values.share}`)
const folders = positionals.length > 0 ? positionals : ['schedules', 'training', 'layers', 'data', 'measure']
for (const folder of folders) {
  if (!existsSync(`src/${folder}`))
    throw new RangeError(`test:mutation: "FOLDER" expected a folder of src, got ${folder}`)
}

if (!existsSync(`${HERE}/node_modules`)) {
  // without its peer: two copies of vitest would not know each other
  run('npm', ['install', '--prefix', HERE, '--omit=peer', '--no-package-lock', '--ignore-scripts'])
}
mkdirSync('build/mutation', { recursive: true })
const rows = []
for (const folder of folders) {
  const env = { ...process.env, MUTATED: folder, MUTATED_SHARE: String(share) }
  run(process.execPath, [`${HERE}/node_modules/.bin/stryker`, 'run', `${HERE}/stryker.config.mjs`], env)
  rows.push(rowOf(folder))
}
console.table(rows)
if (rows.some(({ score }) => score < LEAST)) process.exitCode = 1

function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${error?.message ?? status}`)
}

/** What became of a folder's mutants. */
function rowOf(folder) {
  const { files } = JSON.parse(readFileSync(`build/mutation/${folder.replaceAll('/', '-')}.json`, 'utf8'))
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status))
  const count = (status) => statuses.filter((one) => one === status).length
  const [killed, timeout, survived, uncovered] = ['Killed', 'Timeout', 'Survived', 'NoCoverage'].map(count)
  const taken = killed + timeout + survived + uncovered
  const score = Number(((100 * (killed + timeout)) / taken).toFixed(1))
  return { folder, mutants: statuses.length - count('Ignored'), taken, killed, timeout, survived, uncovered, score }
}
