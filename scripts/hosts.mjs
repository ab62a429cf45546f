/**
 * Writes into docs/hosts.md what it shows of other files: the programs of test/consumers, and the table of the matrix from
 * build/matrix.json, which must come from a run that left out nothing.
 *
 *     node scripts/hosts.mjs [--programs]     --programs leaves the table as it is
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { buildsOf } from '../test/runtimes/table.mjs'

const file = 'docs/hosts.md'
const CELLS = ['wasm', 'js', 'wasm-worker', 'js-worker', 'train-in-worker', 'threads', 'refusal', 'networks']
const HEAD = [
  'engine',
  'version',
  'machine',
  'wasm',
  'js',
  'wasm, worker',
  'js, worker',
  'onecycle/worker',
  '2, 3, 4, 7 threads',
  'refusal',
  '2,000 networks',
]

/** The page with every program that a comment names in the code block below it. */
function withPrograms(page) {
  return page.replace(/(<!-- (test\/consumers\/\S+) -->\n```\w+\n)[\s\S]*?(```\n)/g, (_, head, program, end) => {
    return `${head}${readFileSync(program, 'utf8')}${end}`
  })
}

function withTable(page, { combined, runs, rows }) {
  for (const row of rows) {
    const wrong = row.missing ?? Object.entries(row.cells).find(([, { ok }]) => !ok)?.[0]
    if (wrong !== undefined) throw new Error(`hosts: ${row.id}: ${wrong}; the table needs a whole and right matrix`)
  }
  const cells = rows.reduce((sum, row) => sum + Object.keys(row.cells).length, 0)
  const lines = rows.map((row) => {
    const name = [row.engine, row.variant && `\`${row.variant}\``].filter(Boolean).join(' ')
    return [name, row.version, row.machine, ...CELLS.map((cell) => (row.cells[cell] ? 'same' : ''))]
  })
  const table = [HEAD, HEAD.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |`)
  const summary = `${cells} cells of ${buildsOf(rows)} engine builds, ${runs} golden runs, one hash: \`${combined}\``
  const text = `<!-- matrix -->\n${summary}\n\n${table.join('\n')}\n<!-- end of matrix -->`
  return page.replace(/<!-- matrix -->[\s\S]*<!-- end of matrix -->/, () => text)
}

let page = withPrograms(readFileSync(file, 'utf8'))
if (!process.argv.includes('--programs')) {
  if (!existsSync('build/matrix.json'))
    throw new Error('hosts: build/matrix.json is missing, run "npm run test:matrix"')
  page = withTable(page, JSON.parse(readFileSync('build/matrix.json', 'utf8')))
}
writeFileSync(file, page)
