/** The report of a run as text. */

export function tablesOf({ machine, results, refusals }) {
  const names = [...new Set(results.map(({ library }) => library))]
  const lines = [
    Object.entries(machine).map((words) => words.join(' ')).join(', '),
    `Medians in microseconds; in brackets how many times that of ${names[0]}.`,
  ]
  for (const task of ['step', 'forward']) {
    const rows = results.filter((row) => row.task === task)
    const body = [...new Set(rows.map(keyOf))].map((key) => [
      key,
      ...names.map((name) => cellOf(rows.find((row) => keyOf(row) === key && row.library === name), name === names[0])),
    ])
    lines.push('', ...aligned([[`${task} (rows)`, ...names], ...body]))
    if (task !== 'step') continue
    for (const { network, library, cannot } of refusals) lines.push(`${network}: ${library} cannot: ${cannot}`)
    if (rows.some(({ threads }) => threads > 1)) lines.push(...names.map((name) => threadsOf(name, rows)))
  }
  return lines.join('\n')
}

const keyOf = ({ network, batch }) => `${network} (${batch})`

function cellOf(row, isFirst) {
  if (row === undefined) return '-'
  const time = row.microseconds < 10 ? row.microseconds.toFixed(2) : row.microseconds.toFixed(0)
  return isFirst ? time : `${time} (${row.overOurs.toFixed(1)}x)`
}

/** How many threads a library used, and for which networks where that differs. */
function threadsOf(name, rows) {
  const own = rows.filter(({ library }) => library === name)
  const numbers = [...new Set(own.map(({ threads }) => threads))].sort((a, b) => a - b)
  const parts = numbers.map((number) => {
    const of = numbers.length === 1 ? '' : ` for ${own.filter(({ threads }) => threads === number).map(keyOf).join(', ')}`
    return `${number} thread${number === 1 ? '' : 's'}${of}`
  })
  return `${name}: ${parts.join('; ')}`
}

function aligned(table) {
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)))
  return table.map((row) =>
    row.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join('  '),
  )
}
