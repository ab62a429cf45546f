/**
 * The engine matrix: the golden runs from the packed package, in every engine that is installed, on the WebAssembly and
 * the plain-JS core, on the page and in workers. Every cell must give the hashes of test/golden/golden.json.
 *
 *     node test/runtimes/matrix.mjs [--only ID,ID]
 *
 * Prints a table and writes build/matrix.json. Fails if a cell differs, and with CI=true if an engine is missing.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { bundleGolden } from '../golden/bundle.mjs'
import { hosts } from './hosts.mjs'
import { project, unpackPackage } from './pack.mjs'
import { describeCell, formatTable } from './table.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const AT_ONCE = 2

/**
 * Runs the cells of all hosts, or of some.
 * @param only ids of hosts; by default all
 * @returns { combined, date, rows: [{ id, engine, machine, variant, version?, cells, seconds }] }
 */
export async function runMatrix({ only } = {}) {
  const golden = JSON.parse(readFileSync(join(here, '../golden/golden.json'), 'utf8'))
  const work = join(project, 'build/runtimes')
  await prepare(work)
  const chosen = only === undefined ? hosts : hosts.filter(({ id }) => only.includes(id))
  // the slowest first, so that none of them is left alone at the end
  const queue = [...chosen].sort((a, b) => Number(b.slow ?? false) - Number(a.slow ?? false))
  const rows = new Map()
  const take = async () => {
    for (let host = queue.shift(); host !== undefined; host = queue.shift()) {
      rows.set(host, await runHost(host, work, golden.runs))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, take))
  const inOrder = chosen.map((host) => rows.get(host))
  return { combined: golden.combined, runs: Object.keys(golden.runs).length, rows: inOrder }
}

/** The folder from which every engine takes its programs: the unpacked package, and bundles where there is no resolver. */
async function prepare(work) {
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  unpackPackage(work)
  // a project of its own: the package's word on side effects is about its own files
  writeFileSync(join(work, 'package.json'), '{ "private": true, "type": "module" }\n')
  await bundleGolden(join(work, 'golden.mjs'))
  for (const file of readdirSync(here).filter((name) => name.endsWith('.mjs')))
    cpSync(join(here, file), join(work, file))
  await bundle(work, 'page.mjs', 'page.js')
  await bundle(work, 'page-worker.mjs', 'page-worker.js')
  await bundle(work, 'page-refused.mjs', 'page-refused.js')
  await bundle(work, 'shell.mjs', 'shell.js')
  await bundle(work, 'workerd-main.mjs', 'workerd.js', ['workerd'])
}

async function bundle(work, input, output, conditionNames = []) {
  const bundle = await rolldown({
    input: join(work, input),
    platform: 'browser',
    resolve: { conditionNames: [...conditionNames, 'import', 'default'] },
    plugins: [
      {
        name: 'wasm as a module',
        resolveId: (id) => (id.endsWith('.wasm') ? { id: `./${basename(id)}`, external: true } : null),
      },
    ],
  })
  await bundle.write({ file: join(work, output), format: 'esm', codeSplitting: false })
  await bundle.close()
}

async function runHost(host, work, golden) {
  const { id, engine, machine, variant, cells: names } = host
  const row = { id, engine, machine, variant }
  const missing = host.missing()
  if (missing !== undefined) return { ...row, missing, cells: {} }
  const start = performance.now()
  try {
    const { version, cells } = await host.run(work)
    const judged = Object.fromEntries(names.map((name) => [name, judge(cells[name], golden)]))
    return { ...row, version, cells: judged, seconds: secondsSince(start) }
  } catch (error) {
    const failed = { ok: false, reason: error.message }
    return { ...row, cells: Object.fromEntries(names.map((name) => [name, failed])), seconds: secondsSince(start) }
  }
}

/** A cell is right if every golden run gives the recorded hash, the others what they say of themselves. */
function judge(cell, golden) {
  if (cell === undefined) return { ok: false, reason: 'no result' }
  if (cell.error !== undefined) return { ok: false, reason: cell.error }
  if (cell.runs === undefined) return cell.agrees ? { ok: true } : { ok: false, reason: 'not as it should be' }
  const names = [...new Set([...Object.keys(golden), ...Object.keys(cell.runs)])]
  const differing = names.filter((name) => cell.runs[name] !== golden[name])
  if (differing.length > 0) return { ok: false, differing }
  return cell.selfCheck ? { ok: true } : { ok: false, reason: 'the self-check fails' }
}

function secondsSince(start) {
  return Math.round((performance.now() - start) / 100) / 10
}

/** What must not be: cells that differ, and engines that are missing where all are asked for. */
export function faults({ rows }, strict) {
  const wrong = rows.flatMap((row) =>
    Object.entries(row.cells)
      .filter(([, cell]) => !cell.ok)
      .map(([name, cell]) => `${row.id}, ${name}: ${describeCell(cell)}`),
  )
  const absent = strict ? rows.filter((row) => row.missing !== undefined) : []
  return [...wrong, ...absent.map((row) => `${row.id}: ${row.missing}`)]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1].split(',') : undefined
  const start = performance.now()
  const matrix = await runMatrix({ only })
  console.log(formatTable(matrix))
  console.log(`${secondsSince(start)} s`)
  mkdirSync(join(project, 'build'), { recursive: true })
  const found = faults(matrix, process.env.CI === 'true')
  const passed = matrix.rows.flatMap(({ cells }) => Object.values(cells)).filter(({ ok }) => ok).length
  const report = { ...matrix, passed, failed: found.length, failures: found }
  writeFileSync(join(project, 'build/matrix.json'), `${JSON.stringify(report, null, 2)}\n`)
  for (const fault of found) console.error(`matrix: ${fault}`)
  if (found.length > 0) process.exitCode = 1
}
