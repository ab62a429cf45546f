/**
 * The map of docs/super-convergence.md: each study of docs/studies/studies.json as its journal has it. Writes a table and a
 * picture of each into the page.
 *
 *     node scripts/map.mjs [NAME...]            from the journals alone
 *     node scripts/map.mjs --train [NAME...]    runs first what a journal lacks, at low priority, and keeps it
 *     node scripts/map.mjs --check [NAME...]    writes nothing; exit code 1 if the page would change
 *
 * Data are read in ONECYCLE_DATA, by default ../shared/data.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { studyFigure } from '../dist/report/index.js'

const FOLDER = 'docs/studies'
/** Not in the package: without them their words stand there. */
const PICTURES = 'docs/pictures/studies'
const PAGE = 'docs/super-convergence.md'
const DATA = process.env.ONECYCLE_DATA || '../shared/data'
/** The methods of a picture, where the study has 1cycle: with more it is a tangle. */
const DRAWN = ['one-cycle', 'one-cycle-fixed-momentum', 'linear-with-ramp', 'linear', 'cosine', 'step', 'constant']
/** Whose speed-ups are told, where the study does not say: what 1cycle earns, and what its ramp earns alone. */
const SUBJECTS = ['one-cycle', 'linear-with-ramp']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { train: { type: 'boolean', default: false }, check: { type: 'boolean', default: false } },
})
const studies = JSON.parse(readFileSync(join(FOLDER, 'studies.json'), 'utf8'))
const wanted = positionals.length === 0 ? studies : positionals.map(studyNamed)

function studyNamed(name) {
  const study = studies.find((each) => each.name === name)
  if (study === undefined)
    throw new Error(`map: "name" expected one of ${studies.map((each) => each.name)}, got ${name}`)
  return study
}

/** What `onecycle compare` says of a study with this subject, and the lines of its journal then. */
async function measured({ name, data, options }, subject, journal) {
  const before = linesOf(journal)
  const args = ['dist/bin.js', 'compare', '--data', join(DATA, data), ...options, '--journal', journal]
  const child = spawn(process.execPath, [...args, '--subject', subject, '--json'], {
    stdio: ['ignore', 'pipe', values.train ? 'inherit' : 'ignore'],
  })
  setPriority(child.pid, constants.priority.PRIORITY_LOW)
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    text += piece
  })
  const ended = new Promise((resolve) => child.on('close', resolve))
  // a trial that is run is one that the journal lacks
  const watch = setInterval(() => {
    if (!values.train && linesOf(journal) > before) child.kill()
  }, 500)
  const code = await ended
  clearInterval(watch)
  const missing = linesOf(journal) - before
  if (missing > 0 && !values.train) throw new Error(`map: the journal of ${name} lacks trials; run it with --train`)
  if (code !== 0) throw new Error(`map: ${name} ended with exit code ${code}`)
  return JSON.parse(text)
}

function linesOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').length : 0
}

const percent = (share) => (share === null ? 'diverged' : (100 * share).toFixed(1))
const short = (name) => name.replace('one-cycle', '1cycle')

function table(head, rows) {
  return [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
}

function accuracyTable({ plan, budgets, tuning }) {
  const cell = (method, budget) => {
    const { validation, rate, diverged } = budgets.find((each) => each.schedule === method && each.budget === budget)
    const { scores } = tuning.find((each) => each.method === method && each.budget === budget)
    // a method that says its rate itself was not tuned
    const worst = diverged > 0 ? 'diverged' : percent(validation.worst)
    return `${percent(validation.median)} (${worst})${scores.length > 1 ? ` @${rate}` : ''}`
  }
  const head = [
    'median (worst seed) @rate',
    ...plan.budgets.map((budget) => `${budget} epoch${budget === 1 ? '' : 's'}`),
  ]
  return table(
    head,
    plan.schedules.map((method) => [short(method), ...plan.budgets.map((budget) => cell(method, budget))]),
  )
}

const hardest = (document) => document.targets[document.targets.length - 1]

/** The speed-up of the document's subject over a method at the hardest target; empty where the study has no such method. */
function told(document, method) {
  const speedUp = hardest(document).schedules.find(({ schedule }) => schedule === method)?.speedUp
  if (speedUp === null || speedUp === undefined) return ''
  // a bound says by its sign that it is one
  return `${speedUp.text} (${speedUp.interval})`.replaceAll(', censored', '')
}

function speedUpTable(documents, subjects) {
  const { target, schedules } = hardest(documents[0])
  const epochs = ({ epochs: { median, atMost, limit } }) =>
    median === null ? `> ${limit}` : `${atMost ? 'at most ' : ''}${median.toFixed(1)}`
  const ofEach = subjects.map((subject, i) => `${i === 0 ? 'speed-up ' : ''}of ${short(subject)} over it`)
  return table(
    [`to ${percent(target)} %`, 'epochs', ...ofEach],
    schedules.map((row) => [
      short(row.schedule),
      epochs(row),
      ...documents.map((document) => told(document, row.schedule)),
    ]),
  )
}

/** Whose speed-up over whom, in words; the second entry says which of SUBJECTS. */
const QUESTIONS = [
  ['1cycle, over linear decay', 0, 'linear'],
  ['1cycle, over cosine decay', 0, 'cosine'],
  ['1cycle, over a constant rate', 0, 'constant'],
  ['1cycle, over 0.01 throughout', 0, '0.01 throughout'],
  ['1cycle, over linear decay with the same ramp', 0, 'linear-with-ramp'],
  ['1cycle, over itself with constant momentum', 0, 'one-cycle-fixed-momentum'],
  ['linear decay with the ramp, over linear decay', 1, 'linear'],
]

/** Every study that has 1cycle in a column. */
function answerTable(measurements) {
  const head = measurements.map(({ title, documents: [study] }) => `${title}, to ${percent(hardest(study).target)} %`)
  const rows = QUESTIONS.map(([words, subject, rival]) => [
    words,
    ...measurements.map(({ documents }) => told(documents[subject], rival)),
  ])
  return table(['speed-up (95 % interval)', ...head], rows)
}

/** Of every trial what nobody can make up without running it, and what they took: of the processor, where all trials tell it. */
function trialsOf(journal) {
  const lines = readFileSync(journal, 'utf8').split('\n').slice(1, -1)
  const trials = lines.map((line) => JSON.parse(line))
  const weights = trials.map(({ key, result }) => `${key} ${result.weightsSha256}\n`).sort()
  const told = trials.every(({ spent }) => spent?.processor !== undefined)
  const seconds = trials.reduce((sum, { spent, seconds }) => sum + (told ? spent.processor : (seconds.at(-1) ?? 0)), 0)
  return {
    count: trials.length,
    took: `${(seconds / 3600).toFixed(2)} hours of ${told ? 'processor time' : 'training'}`,
    hash: createHash('sha256').update(weights.join('')).digest('hex'),
  }
}

function section({ name, options, subjects = SUBJECTS }, documents, journal) {
  const [study] = documents
  const { count, took, hash } = trialsOf(journal)
  return [
    accuracyTable(study),
    speedUpTable(documents, subjects),
    ...(study.ablation === undefined ? [] : [study.ablation.answer]),
    `![Held-out accuracy against the budget](pictures/studies/${name}.svg)`,
    `${count} trials, ${took}, summed over the threads; the hash of their weights is \`${hash.slice(0, 16)}\`.`,
    ['```sh', `onecycle compare --data ${study.plan.training.name} ${options.join(' ')}`, '```'].join('\n'),
  ].join('\n\n')
}

const folder = mkdtempSync(join(tmpdir(), 'onecycle-map-'))
let changed = false

function write(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  changed = true
  if (!values.check) writeFileSync(file, text)
}

function writeOnPage(name, text) {
  const marks = [`<!-- ${name} -->\n`, `\n<!-- end of ${name} -->`]
  const page = readFileSync(PAGE, 'utf8')
  const [from, to] = marks.map((mark) => page.indexOf(mark))
  if (from < 0 || to < 0) throw new Error(`map: "${PAGE}" expected the marks of ${name}, got none`)
  write(PAGE, `${page.slice(0, from + marks[0].length)}${text}${page.slice(to)}`)
}

// Ctrl-C reaches the study as well: it ends, and what its journal has by then is kept
process.on('SIGINT', () => {})
try {
  const measurements = []
  for (const study of wanted) {
    const journal = join(folder, `${study.name}.jsonl`)
    const kept = join(FOLDER, `${study.name}.jsonl.gz`)
    if (existsSync(kept)) writeFileSync(journal, gunzipSync(readFileSync(kept)))
    const documents = []
    try {
      for (const subject of study.subjects ?? SUBJECTS) documents.push(await measured(study, subject, journal))
    } finally {
      if (values.train && existsSync(journal)) writeFileSync(kept, gzipSync(readFileSync(journal), { level: 9 }))
    }
    const [document] = documents
    const drawn = (method) => study.subjects !== undefined || DRAWN.includes(method)
    const plan = { ...document.plan, schedules: document.plan.schedules.filter(drawn) }
    write(join(PICTURES, `${study.name}.svg`), studyFigure({ ...document, plan }))
    writeOnPage(study.name, section(study, documents, journal))
    if (study.subjects === undefined) measurements.push({ title: study.title, documents })
    console.log(`${study.name}: ${document.runs.length} scored runs`)
  }
  if (wanted === studies) writeOnPage('answer', answerTable(measurements))
} finally {
  rmSync(folder, { recursive: true })
}
if (values.check && changed) {
  console.error(`map: ${PAGE} or a picture is not what the journals say; node scripts/map.mjs writes them`)
  process.exitCode = 1
}
