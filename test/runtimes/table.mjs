/** The matrix as a table for people. */

const CELLS = {
  wasm: 'wasm',
  js: 'js',
  'wasm-worker': 'wasm, worker',
  'js-worker': 'js, worker',
  'train-in-worker': 'onecycle/worker',
  threads: '2, 3, 4, 7 threads',
  networks: 'networks',
  refusal: 'refusal',
}

export function formatTable({ combined, runs, rows }) {
  const head = ['engine', 'version', 'machine', ...Object.values(CELLS), 'seconds']
  const lines = rows.map((row) => {
    const name = row.variant === '' ? row.engine : `${row.engine} ${row.variant}`
    if (row.missing !== undefined) return [name, `skipped: ${row.missing}`]
    const marks = Object.keys(CELLS).map((cell) => mark(row.cells[cell]))
    return [name, row.version ?? '?', row.machine, ...marks, row.seconds.toFixed(1)]
  })
  const tables = [head, ...lines.filter((line) => line.length > 2)]
  const widths = head.map((_, column) => Math.max(...tables.map((line) => line[column].length)))
  const text = tables.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  )
  const skipped = lines.filter((line) => line.length === 2).map((line) => line.join('  '))
  const right = rows.flatMap((row) => Object.values(row.cells)).filter((cell) => cell.ok).length
  const all = rows.flatMap((row) => Object.values(row.cells)).length
  const summary = `${right} of ${all} cells of ${buildsOf(rows)} engine builds give ${combined} (${runs} golden runs)`
  return [...text, ...skipped, summary].join('\n')
}

/** How many engines, versions and machines of them have run. */
export function buildsOf(rows) {
  const ran = rows.filter(({ version }) => version !== undefined)
  return new Set(ran.map(({ engine, version, machine }) => `${engine} ${version} ${machine}`)).size
}

function mark(cell) {
  if (cell === undefined) return '-'
  return cell.ok ? 'same' : 'WRONG'
}

/** What is wrong with a cell, in a line. */
export function describeCell({ differing, reason }) {
  if (differing !== undefined) return `${differing.length} golden runs differ: ${differing.join('; ')}`
  return reason
}
