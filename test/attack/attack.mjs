/**
 * Attacks on what is promised of a run that is killed, a file that is damaged, a process that lives long and data that are
 * large: each promise as often as a bad day would try it.
 *
 *     npm run test:attack [-- --only kills,large]
 *     path/to/another/node test/attack/attack.mjs
 *
 * Each attack has a process of its own, of the Node that runs this. Prints a table: what was asked, what was seen. Fails if a
 * promise did not hold. `large` stands for all that begins with it, which runs where it is named: it wants 14 GB of memory, 8 GB of disk
 * and half an hour. Wrong files for every parser are `npm run fuzz`.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const ATTACKS = ['kills', 'checkpoints', 'studies', 'damage', 'networks', 'steps']
const LARGE = ['large/packed', 'large/arrays', 'large/tables']

/** Of one attack, how many faults are shown. */
const SHOWN = 5

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const known = [...ATTACKS, ...LARGE]
const chosen = values.only?.split(',').flatMap((name) => (name === 'large' ? LARGE : name)) ?? ATTACKS
const unknown = chosen.filter((name) => !known.includes(name))
if (unknown.length > 0) throw new Error(`--only: no attack ${unknown.join(', ')}; there are ${known.join(', ')}`)

console.log(`Node ${process.versions.node}`)
let failed = 0
for (const name of chosen) {
  const begin = performance.now()
  const lines = await run(name)
  const seconds = ((performance.now() - begin) / 1000).toFixed(0)
  for (const { asked, seen, wrong = [] } of lines) {
    const verdict = wrong.length === 0 ? 'held' : 'BROKEN'
    console.log(`${name.padEnd(14)} ${verdict.padEnd(7)}${asked}: ${seen}`)
    for (const each of wrong.slice(0, SHOWN)) console.log(`${' '.repeat(15)}${each}`)
    failed += wrong.length === 0 ? 0 : 1
  }
  console.log(`${' '.repeat(15)}${seconds} s`)
}
console.log(failed === 0 ? 'every promise held' : `${failed} promises did not hold`)
process.exitCode = failed === 0 ? 0 : 1

/** What an attack found: of each promise what was asked and seen, and what was wrong. */
function run(name) {
  const child = fork(fileURLToPath(new URL('one.mjs', import.meta.url)), [name], { execArgv: ['--expose-gc'] })
  const lines = []
  child.on('message', (line) => lines.push(line))
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      if (code !== 0) lines.push({ asked: 'an end', seen: 'none', wrong: [`its process ended by ${signal ?? code}`] })
      resolve(lines)
    })
  })
}
