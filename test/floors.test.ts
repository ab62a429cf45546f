import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Each folder or file of src and the floor it stands on: an import goes down, or stays on its own folder. */
const floors: Record<string, number> = {
  'check.ts': 0,
  'words.ts': 0,
  'nearest.ts': 0,
  'options.ts': 0,
  'defaults.ts': 0,
  math: 0,
  core: 1,
  schedules: 1,
  data: 1,
  files: 1,
  layers: 2,
  losses: 2,
  optimizers: 2,
  network: 3,
  training: 4,
  worker: 5,
  measure: 5,
  report: 6,
  host: 6,
  fleet: 6,
  entry: 7,
  bench: 7,
  'bin.ts': 8,
  cli: 8,
}

/** Where a lower or equal floor is forbidden all the same: schedules must be usable without the core. */
const forbidden: Record<string, string[]> = { schedules: ['core', 'data'], data: ['core', 'schedules'] }

/** The only library files that may import a package, and which. */
const packages: Record<string, string[]> = {
  'data/tabular/csv-table.ts': ['papaparse'],
  'core/engine/own.ts': ['#wasm'],
  'core/engine/packaged.ts': ['#layers-wasm', '#images-wasm'],
}

/** The only library files that may name what is a host's own: a caller may give the address of the core. */
const hosts: Record<string, RegExp> = { 'core/engine/source.ts': /\bfetch\(url\)/ }

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

function importsIn(text: string): string[] {
  const lines = /^(?:import|export)\s(?:[^'"=(]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm
  return [...text.matchAll(lines)].map((match) => (match[1] ?? match[2]) as string)
}

const top = (path: string) => path.split('/')[0] as string

test('imports point down only, and only leaves import packages', () => {
  const wrong: string[] = []
  for (const file of files) {
    const from = top(file)
    const floor = floors[from]
    if (floor === undefined) {
      wrong.push(`${file}: its folder stands on no floor of this test`)
      continue
    }
    for (const name of importsIn(readFileSync(join('src', file), 'utf8'))) {
      if (!name.startsWith('.')) {
        const leaf = floor >= (floors.report as number)
        if (!leaf && !(packages[file] ?? []).includes(name)) wrong.push(`${file}: imports the package ${name}`)
        continue
      }
      const to = top(relative('src', resolve('src', dirname(file), name)))
      const target = to.replace(/\.js$/, '.ts')
      if (target === from) continue
      const below = (floors[target] ?? Infinity) < floor
      const permitted = below || (floors[target] === floor && !(forbidden[from] ?? []).includes(target))
      if (!permitted) wrong.push(`${file}: imports ${name}, which is not below it`)
    }
  }
  expect(wrong).toEqual([])
  expect(files.length).toBeGreaterThan(40)
})

/** The folders of the page in the order of web/README.md, what all use first. */
const pageFloors = [...readFileSync('web/README.md', 'utf8').matchAll(/^ {2}([a-z-]+)\/ /gm)].map(
  ([, name]) => name as string,
)
const pageFiles = readdirSync('web/src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))

/** Where an import of a file of the page leads: a file of it, or nothing where it is a package or a style sheet. */
function pageImports(file: string): string[] {
  return importsIn(readFileSync(join('web/src', file), 'utf8'))
    .filter((name) => name.startsWith('.') && !/\.css$/.test(name))
    .map((name) => relative('web/src', resolve('web/src', dirname(file), name.replace(/\?.*$/, ''))))
    .map((path) => (pageFiles.includes(path) ? path : path.replace(/\.js$/, '.ts')))
}

test('imports of the page point down the list of web/README.md, and leave it for packages alone', () => {
  const floorOf = (path: string) => {
    if (!path.includes('/')) return pageFloors.length
    const floor = pageFloors.indexOf(top(path))
    return floor === -1 ? Infinity : floor
  }
  const wrong = pageFiles
    .filter((file) => floorOf(file) === Infinity)
    .map((file) => `${file}: its folder is not listed`)
  for (const file of pageFiles) {
    for (const target of pageImports(file)) {
      if (!pageFiles.includes(target)) wrong.push(`${file}: imports ${target}, which is no file of the page`)
      else if (floorOf(target) > floorOf(file)) wrong.push(`${file}: imports ${target}, which is not below it`)
    }
  }
  expect(wrong).toEqual([])
  expect(pageFiles.length).toBeGreaterThan(15)
})

test('an upward import would be found: the pattern reads every form of import line', () => {
  const text = [
    "import { a } from '../cli/x.js'",
    "import '../y.js'",
    "export * from './z.js'",
    "import {\n  b,\n} from '../w.js'",
    "const name = 'import'",
    "export const v = f('no')",
    "const lazy = await import('./lazy.js')",
  ].join('\n')
  expect(importsIn(text)).toEqual(['../cli/x.js', '../y.js', './z.js', '../w.js', './lazy.js'])
})

test('only core names WebAssembly; only leaves name fs, process, fetch or the DOM', () => {
  const wrong: string[] = []
  for (const file of files) {
    const text = readFileSync(join('src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    const leaf = (floors[top(file)] ?? 0) >= (floors.report as number)
    if (top(file) !== 'core' && !leaf && /\bWebAssembly\b/.test(text)) wrong.push(`${file}: WebAssembly`)
    const own = text.replace(hosts[file] ?? '', '')
    if (!leaf && /\b(?:process\.|document\.|window\.|fetch\(|node:)/.test(own)) wrong.push(`${file}: a host's own name`)
  }
  expect(wrong).toEqual([])
})

/** The files of each circle: all that reach one another, found by Tarjan's walk. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []
  const found: string[][] = []
  const visit = (file: string) => {
    order.set(file, order.size)
    lowest.set(file, order.get(file) as number)
    open.push(file)
    for (const next of graph.get(file) ?? []) {
      if (!order.has(next)) visit(next)
      if (open.includes(next)) lowest.set(file, Math.min(lowest.get(file) as number, lowest.get(next) as number))
    }
    if (lowest.get(file) !== order.get(file)) return
    const circle = open.splice(open.indexOf(file))
    if (circle.length > 1 || graph.get(file)?.includes(file)) found.push(circle.sort())
  }
  for (const file of graph.keys()) if (!order.has(file)) visit(file)
  return found
}

test('no file of src or of the page reaches itself by imports, those of types included', () => {
  const graph = new Map(
    files.map((file) => {
      const names = importsIn(readFileSync(join('src', file), 'utf8')).filter((name) => /^\..*\.js$/.test(name))
      const paths = names.map((name) => relative('src', resolve('src', dirname(file), name)).replace(/\.js$/, '.ts'))
      return [file, paths] as const
    }),
  )
  expect([...graph.values()].flat().filter((path) => !graph.has(path))).toEqual([])
  expect(circles(graph)).toEqual([])
  expect(circles(new Map(pageFiles.map((file) => [file, pageImports(file)])))).toEqual([])
})

test('a circle would be found: of one file, of three, and none where all roads lead down', () => {
  const graph = (roads: string[]) => new Map(roads.map((road) => [road[0] as string, [...road.slice(1)]]))
  expect(circles(graph(['abc', 'bd', 'cd', 'd']))).toEqual([])
  expect(circles(graph(['aa', 'b']))).toEqual([['a']])
  expect(circles(graph(['ab', 'bcd', 'ca', 'd']))).toEqual([['a', 'b', 'c']])
})

const sources = ['src', 'assembly', 'web/src'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
)

test('a source file has 250 lines at most, or a head that says why it is "long because"', () => {
  const long = sources.filter((file) => {
    const text = readFileSync(file, 'utf8')
    const head = /^\/\*\*.*?\*\//s.exec(text)?.[0] ?? ''
    return text.split('\n').length > 251 && !head.includes('long because')
  })
  expect(long).toEqual([])
})

/** Folders of many files of one kind, each named for the one thing in it. */
const flat = ['src/schedules', 'assembly']

test('a folder of sources holds 15 files at most, apart from lists of one kind', () => {
  const counts = new Map<string, number>()
  for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
  const full = [...counts].filter(([folder, count]) => count > 15 && !flat.includes(folder))
  expect(full.map(([folder, count]) => `${folder}: ${count} files`)).toEqual([])
})

/** Tests of what no single source has: by folder, with what they are about. */
const ofSeveral: Record<string, readonly string[]> = {
  'data/tabular/fitting': ['mistakes', 'tables'],
  // of the repository
  '': ['floors', 'readme', 'supply-chain'],
  // bench/peers
  bench: ['peers'],
  docs: [
    'api',
    'fleet',
    'hosts',
    'images',
    'layers',
    'links',
    'schedules',
    'studies',
    'super-convergence',
    'your-own-data',
  ],
  entry: ['entries', 'misspelt', 'mistakes', 'realm', 'study'],
  examples: ['augmentation', 'own-data', 'own-layer', 'studies', 'tensorflow-js', 'tensorflow-js-fit'],
  // files that an earlier version wrote
  files: ['before'],
  golden: ['golden'],
  // the installed packages; one rule for every command
  cli: ['package', 'wrong-use'],
  // what happens first with data of one's own; a whole command on real data, and stopped and resumed
  'cli/train': ['first-mistakes', 'mnist', 'resume', 'tables'],
  // kernels, with both engines
  core: ['activation', 'adaptive', 'dense', 'loss-extremes', 'losses', 'machine-code', 'rows', 'tiles', 'update'],
  // the readers on the files as they were published
  'data/images': ['published'],
  'core/layers': ['add', 'average-pool', 'batch-norm', 'depthwise', 'dropout', 'gate', 'layer-norm', 'max-pool'],
  // every layer in f64; what a user may write; several layers against other libraries
  layers: ['differences', 'own', 'tensorflow', 'torch'],
  math: ['precise'],
  'measure/range-test': ['peaks', 'trace'],
  network: ['create', 'file', 'gradients'],
  optimizers: ['adaptive'],
  // one property of every schedule
  schedules: ['composition', 'messages', 'properties', 'size'],
  // one property of every run
  training: ['allocation', 'chunks', 'control', 'denormals', 'divergence', 'identical', 'order', 'trigger'],
}

test('a test lies where its source does: src/a/b.ts or folder src/a/b has test/a/b.test.ts, web/src likewise; those of several are listed', () => {
  const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.includes('node_modules'))
    .map((name) => name.replace(/(?:\.slow|\.simulation)?\.test\.ts$/, ''))
  const listed = Object.entries(ofSeveral).flatMap(([folder, names]) => names.map((name) => join(folder, name)))
  const places = (test: string) => {
    const source = test.startsWith('web/') ? `web/src/${test.slice(4)}` : `src/${test}`
    return [`${source}.ts`, `${source}.tsx`, source, `test/${test}.ts`, `test/${test}.mjs`]
  }
  const without = tests.filter((test) => !places(test).some((path) => existsSync(path)))
  expect(without.filter((test) => !listed.includes(test))).toEqual([])
  // a list that names what has gone, or has got its place, would hide the next one
  expect(listed.filter((test) => !without.includes(test))).toEqual([])
})
