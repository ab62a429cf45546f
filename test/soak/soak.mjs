/**
 * A day of training in less than an hour: as many updates as a program makes that trains a thousand times a second, in Node
 * and in Chromium, once with everything that programs do beside, once with the training alone.
 *
 *     node test/soak/soak.mjs [--steps 86400000] [--rounds 200] [--hosts node,chromium]
 *
 * Memory must be flat, nothing may stay open, and the weights must be those of the training alone, in all hosts. Prints
 * what was seen, and fails where one of these does not hold.
 */
import { parseArgs } from 'node:util'
import { hosts } from './hosts.mjs'

/** Megabytes that the second half may hold beyond the first: less than what one network a round would leave behind. */
const HEAP = 1
const OWN = 8

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '86400000' },
    rounds: { type: 'string', default: '200' },
    hosts: { type: 'string', default: Object.keys(hosts).join(',') },
  },
})
const [steps, rounds] = ['steps', 'rounds'].map((name) => {
  const value = Number(values[name])
  if (Number.isSafeInteger(value) && value >= 8) return value
  throw new RangeError(`soak: "--${name}" expected a whole number of at least 8, got ${values[name]}`)
})
const names = values.hosts.split(',')
const unknown = names.find((name) => !(name in hosts))
if (unknown !== undefined)
  throw new RangeError(`soak: "--hosts" expected ${Object.keys(hosts).join(' or ')}, got ${unknown}`)

const seen = await Promise.all(names.map(live))
const faults = seen.flatMap((host) => host.faults)
if (new Set(seen.map(({ weights }) => weights)).size > 1) faults.push('the hosts have trained different weights')
for (const fault of faults) console.error(`soak: ${fault}`)
console.log(`${faults.length === 0 ? 'held' : 'FAILED'}: weights ${seen[0].weights}`)
process.exitCode = faults.length === 0 ? 0 : 1

/** Both days of a host, and what is wrong with them. */
async function live(name) {
  const start = performance.now()
  const everything = []
  const note = everySeconds(60)
  for await (const round of hosts[name]({ steps, rounds, everything: true })) {
    everything.push(round)
    note(`${name}: round ${everything.length} of ${rounds}, ${millions(round.dense)} updates`)
  }
  let alone
  for await (const round of hosts[name]({ steps, rounds, everything: false })) {
    alone = round
    note(`${name}, training alone: ${millions(round.dense)} updates`)
  }
  const { dense, images, weights } = everything.at(-1)
  const faults = []
  const grown = (what, bound) => {
    const bytes = everything.map((round) => round[what])
    // the first quarter is the engine's, which still compiles
    const quarter = Math.floor(rounds / 4)
    const [before, after] = [bytes.slice(quarter, -quarter), bytes.slice(-quarter)].map(
      (part) => Math.min(...part) / 1e6,
    )
    if (!(after - before <= bound)) faults.push(`${name}: ${what} grew from ${before} to ${after} MB`)
    return `${what} ${before.toFixed(1)}, then ${after.toFixed(1)} MB`
  }
  const held = [grown('heap', HEAP), grown('own', OWN)].join('; ')
  const handles = everything.map((round) => round.handles)
  // a port may be on its way out
  const open = Math.min(...handles.slice(-5))
  if (open > Math.min(...handles.slice(0, 5)))
    faults.push(`${name}: ${open} things are left open: ${handles.join(' ')}`)
  if (weights !== alone.weights) faults.push(`${name}: the training alone has other weights: ${alone.weights}`)
  const minutes = ((performance.now() - start) / 60_000).toFixed(1)
  const updates = `${millions(dense)} updates of the dense network, ${millions(images)} of the convolutional one`
  console.log(`${name}: ${updates}, in ${rounds} rounds, ${minutes} minutes for both days; ${held}; open ${open}`)
  return { weights, faults }
}

function millions(count) {
  return `${(count / 1e6).toFixed(1)} million`
}

/** Prints what it is given, at most once in so many seconds. */
function everySeconds(seconds) {
  let last = performance.now()
  return (text) => {
    if (performance.now() - last < seconds * 1000) return
    last = performance.now()
    console.error(text)
  }
}
