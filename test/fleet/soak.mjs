/**
 * The soak of the fleet: the same study in one process, in two workers, and on four machines over each kind of server, of
 * which one is killed every 2.5 seconds or 12 trials, must give the same JSON but for times; and a machine that lies must
 * be found.
 *
 *     node test/fleet/soak.mjs [--rounds 10]
 *
 * Every round has a seed of its own, hence data of its own. Prints a table. Fails if a round differs, had fewer than three
 * kills, or did not name the liar.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { withoutTimes } from '../../build/tsc/measure/times.js'
import { work } from '../../packages/fleet/dist/index.js'
import { start } from '../cli/start.mjs'
import { kinds, startServer } from './start-server.mjs'

/** A machine is killed after so many milliseconds, or trials of all of them, whichever comes first. */
const KILL = { every: 2500, trials: 12 }
const NEVER = { every: Infinity, trials: Infinity }
const FEWEST_KILLS = 3
const MACHINES = ['alpha', 'beta', 'gamma', 'delta']

/** Fewer than a hundred trials of about a tenth of a second. */
const STUDY = [
  ...['compare', '--data', 'spirals', '--hidden', '16', '--batch-size', '50', '--schedules', 'constant,one-cycle'],
  ...['--targets', '0.55,0.6', '--budgets', '30,80', '--seeds', '6'],
  ...['--trials', '5+4', '--tuning-seeds', '2', '--json'],
]
const SMALL = [...STUDY, '--budgets', '2,4', '--seeds', '2', '--trials', '2', '--tuning-seeds', '1']

const { rounds } = parseArgs({ options: { rounds: { type: 'string', default: '10' } } }).values
const folder = mkdtempSync(join(tmpdir(), 'onecycle-soak-'))
const faults = []

console.log('round  where              hash          seconds  kills         verdict')
for (let round = 1; round <= Number(rounds); round++) {
  const seed = ['--seed', `${round}`]
  const here = await study(round, 'one process', [...STUDY, ...seed, '--workers', '1', '--no-journal'])
  tell(round, 'one process', here, [], [])
  const two = await study(round, 'two workers', [...STUDY, ...seed, '--workers', '2', '--no-journal'])
  tell(round, 'two workers', two, [], [...differences(two, here)])
  for (const kind of kinds) {
    await overServer(kind, round, async (url) => {
      const fleet = keepFleet(url, MACHINES)
      const there = await study(round, kind, [...STUDY, ...seed, '--queue', url, '--no-journal']).finally(fleet.stop)
      const few = fleet.kills.length < FEWEST_KILLS ? [`only ${fleet.kills.length} kills`] : []
      tell(round, kind, there, fleet.kills, [...differences(there, here), ...few])
    })
    await overServer(kind, round, (url) => findLiar(url, kind, round, seed))
  }
}
rmSync(folder, { recursive: true, force: true })
console.log(faults.length === 0 ? `${rounds} of ${rounds} rounds are equal` : `differs: ${faults.join('; ')}`)
process.exitCode = faults.length === 0 ? 0 : 1

/** The first run meets the liar, and the second one, with its results still on the server, gives what is right. */
async function findLiar(url, kind, round, seed) {
  const where = `${kind}, liar`
  const liar = lie(url)
  const fleet = keepFleet(url, ['alpha', 'beta'], NEVER)
  const asked = [...SMALL, ...seed, '--queue', url, '--journal', join(folder, `${kind}-${round}.jsonl`)]
  const met = await start(asked).result
  const there = await study(round, where, asked, /^machine liar gave a wrong result in an earlier study/m)
  await Promise.all([fleet.stop(), liar()])
  const here = await study(round, where, [...SMALL, ...seed, '--workers', '1', '--no-journal'])
  const named = met.code === 1 && met.stdout === '' && met.stderr.includes('"machine liar" expected a result')
  tell(
    round,
    where,
    there,
    [],
    [...differences(there, here), ...(named ? [] : [`the liar is not named: ${met.stderr}`])],
  )
}

async function overServer(kind, round, act) {
  const server = await startServer(kind, mkdtempSync(join(folder, `${kind}-${round}-`)))
  if (server === undefined) throw new Error(`${kind} is not installed: scripts/install-engines.sh installs it`)
  try {
    await act(server.url)
  } finally {
    await server.stop()
  }
}

/** Machines of which one is killed every so often, in time or in trials, and started again at once. */
function keepFleet(url, names, { every, trials } = KILL) {
  const running = new Map()
  const kills = []
  let since = 0
  const begin = (name) => {
    const args = ['work', '--queue', url, '--name', name, '--workers', '1', '--lease', '2']
    const { child } = start(args)
    running.set(name, child)
    child.stderr.on('data', (text) => {
      since += text.split('epochs at').length - 1
      if (since >= trials && running.get(name) === child) kill(name)
    })
  }
  const kill = (name) => {
    running.get(name).kill('SIGKILL')
    kills.push(name)
    since = 0
    timer?.refresh()
    begin(name)
  }
  const timer = Number.isFinite(every) ? setInterval(() => kill(names[kills.length % names.length]), every) : undefined
  for (const name of names) begin(name)
  const stop = () => {
    clearInterval(timer)
    const last = [...running.values()]
    running.clear()
    for (const child of last) child.kill('SIGKILL')
  }
  return { kills, stop }
}

/** A machine that says it is nearly always right. @returns what ends it */
function lie(url) {
  const controller = new AbortController()
  const look = { step: 1, loss: 0.1, accuracy: 0.99, trainingLoss: 0.1 }
  const working = work({
    where: 'soak',
    url,
    machine: 'liar',
    threads: 1,
    signal: controller.signal,
    hashOfData: () => '',
    isOwn: () => true,
    checkJob: () => {},
    run: async () => ({ result: { steps: 1, looks: [look] }, seconds: [0.1] }),
  }).catch(() => {
    // it is told that it is found
  })
  return () => {
    controller.abort()
    return working
  }
}

/** @param said what must stand on stderr, beside progress */
async function study(round, where, args, said = /^/) {
  const start = performance.now()
  const { code, stdout, stderr } = await start(args).result
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  if (code !== 0 || !said.test(stderr)) return { seconds, error: `round ${round}, ${where}: ${code}, ${stderr}` }
  const text = JSON.stringify(withoutTimes(JSON.parse(stdout)))
  return { seconds, text, hash: createHash('sha256').update(text).digest('hex').slice(0, 12) }
}

function* differences({ error, text }, expected) {
  if (error !== undefined) yield error
  else if (text !== expected.text) yield 'another result'
}

function tell(round, where, { hash = '-', seconds }, kills, wrong) {
  for (const each of wrong) faults.push(`round ${round}, ${where}: ${each}`)
  const killed = kills.length === 0 ? '' : `${kills.length} (${kills.map((name) => name[0]).join('')})`
  const cells = [`${round}`.padEnd(5), where.padEnd(17), hash.padEnd(12), seconds.padStart(7), killed.padEnd(12)]
  console.log([...cells, wrong.length === 0 ? 'equal' : wrong.join('; ')].join('  '))
}
