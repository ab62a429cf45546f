/**
 * Makes the two packages of what tsc wrote into build/tsc. dist/ is the library: each entry point of package.json and the
 * program that finds the command line, declarations, the core as a file. packages/cli/dist is the command line with its
 * own copy of the library. Every module is minified, in lines of a few statements, with the npm packages that it uses and their licences; what several
 * of them need stands once, in parts/. The worker is one file without imports.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { parseSync } from 'rolldown/utils'
import { dts } from 'rolldown-plugin-dts'
import { minify } from 'terser'
import { filesIn, fingerprint } from './fingerprint.mjs'
import { leaveOut, PAPAPARSE } from './leave-out.mjs'

const from = resolve('build/tsc')
const { bin, exports } = JSON.parse(readFileSync('package.json', 'utf8'))

const WORKER = 'worker/index.js'
/** Modules that need much and that few programs need: in a file of their own, a bundler that looks no closer drops them. */
const SELDOM = [
  'worker/train-in-worker.js',
  'measure/index.js',
  'measure/range-test/range-test.js',
  'measure/range-test/csv.js',
  'measure/study/study.js',
]
/**
 * What every page that trains needs is one file, but for what readers of tables need of it too: webpack pays for each use of
 * what another file has.
 */
const TRAINING = {
  preserveEntrySignatures: 'allow-extension',
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: [
      { name: 'packaged', test: /build.tsc.core.engine.packaged/ },
      {
        name: 'data',
        test: /build.tsc.(data.(class-weights|content|create-dataset|dataset|order|plain-arrays|standardization)|math)/,
        minShareCount: 3,
      },
      {
        name: 'training',
        test: /build.tsc.(core|files|layers|losses|network|training)/,
        minShareCount: 3,
      },
    ],
  },
}
/** Modules that package.json chooses from by a condition of the host. */
const CHOSEN = [
  'core/wasm.inline.js',
  'core/wasm.module.js',
  'core/layers/wasm.inline.js',
  'core/layers/wasm.module.js',
  'core/layers/images.inline.js',
]
/**
 * Modules that are imported when a network first needs them, or a layer or loss of a caller's own, or an error: each is a file without
 * imports beside the parts. What they share with the rest stands in them again, or a bundler would part it from the rest for
 * every page.
 */
const LATE = [
  'layers/description/registry.js',
  'losses/seldom.js',
  'core/js/layers/twin.js',
  'core/engine/refusals/refusals.js',
  'core/engine/shared/shared-core.js',
  'core/threads/threaded-core.js',
]
/** The command line, the programs that it starts as workers by their place beside it, and the library that it times. */
const PROGRAM = 'cli/main.js'
const PROGRAMS = [
  PROGRAM,
  'cli/compare/trials/worker.js',
  'bench/lab/worker.js',
  'bench/lab/process.js',
  'entry/index.js',
]

/** Columns that a line of whole statements has at most. */
const LINE = 1000

/** For bundlers that rename functions: side by side they get names that a compressor has seen, inside one another they do not. */
const SIDE_BY_SIDE = { hoist_funs: true, reduce_funcs: false, join_vars: false }

const inDist = (path) => path.replace(/^(?:\.\/)?dist\//, '')
const entries = Object.values(exports).filter((entry) => entry.types)
const scripts = entries.map((entry) => inDist(entry.default))
const launchers = Object.values(bin).map(inDist)

/** Whatever the bundler has to say is an error, but for how long it took: that is the machine's. */
const strict = {
  checks: { bundlerTimings: false },
  onLog(_, log) {
    throw new Error(`build-entries: ${log.message}`)
  },
}

/** Kernels are seen through a loaded engine, but called by no user: what they do is told in the sources alone. */
const withoutKernelWords = {
  name: 'without-kernel-words',
  transform(code, id) {
    return /core.(?:layers.)?kernels\.d\.ts$/.test(id) ? code.replace(/\/\*\*[\s\S]*?\*\/\s*/g, '') : undefined
  },
}

/** Leaves the late modules out; their importers are parts, so that the name of the file says where it will be. */
const late = {
  name: 'late',
  resolveId(id) {
    const found = LATE.find((path) => id.startsWith('.') && basename(path) === basename(id))
    return found && { id: `./${basename(found)}`, external: true }
  },
}

const RECORD = 'build/entries.json'
const DISTS = ['dist', 'packages/fleet/dist', 'packages/cli/dist']
/** What npm installed: the tools, and the packages that go in. */
const INSTALLED = 'node_modules/.package-lock.json'
const sources = [
  ...['build/tsc', 'scripts'].flatMap(filesIn),
  ...['package.json', 'packages/fleet/package.json', 'packages/cli/package.json', 'LICENSE', INSTALLED],
  ...['build/core.wasm', 'build/layers.wasm'],
]
const record = () => fingerprint([...sources, ...DISTS.flatMap(filesIn)])

if (existsSync(RECORD) && readFileSync(RECORD, 'utf8') === record()) {
  console.log('build-entries: dist is as its sources say, nothing to make')
  process.exit()
}
rmSync(RECORD, { force: true })
await makeLibrary('dist', [...scripts.filter((path) => path !== WORKER), ...launchers, ...CHOSEN, ...SELDOM])
await makeFleet('packages/fleet/dist')
await makeCommandLine('packages/cli/dist', [...PROGRAMS, ...CHOSEN.filter((path) => path.endsWith('inline.js'))])
writeFileSync(RECORD, record())

async function makeLibrary(dist, paths) {
  rmSync(dist, { recursive: true, force: true })
  const shared = await bundle(paths, dist, { platform: 'browser', ...TRAINING })
  await bundleLate(dist)
  const worker = await bundle([WORKER], dist, { platform: 'browser', alone: true })
  for (const path of launchers) chmodSync(join(dist, path), 0o755)
  await writeTypes(dist)
  copyFileSync('build/core.wasm', join(dist, 'core/core.wasm'))
  copyFileSync('build/layers.wasm', join(dist, 'core/layers/layers.wasm'))
  writeLicences(dist, [...shared, ...worker])
  weigh(dist)
}

async function makeCommandLine(dist, paths) {
  rmSync(dist, { recursive: true, force: true })
  const chunks = await bundle(paths, dist, { platform: 'node' })
  await bundleLate(dist)
  await placePoolWorker(dist, chunks)
  writeLicences(dist, chunks)
  chmodSync(join(dist, PROGRAM), 0o755)
  copyFileSync('LICENSE', join(dirname(dist), 'LICENSE'))
  weigh(dist)
}

/** The fleet leaves its packages to npm: they load parts of themselves by their places. */
async function makeFleet(dist) {
  rmSync(dist, { recursive: true, force: true })
  const packages = Object.keys(JSON.parse(readFileSync('packages/fleet/package.json', 'utf8')).dependencies)
  await bundle(['index.js'], dist, {
    platform: 'node',
    packages,
    fileOf: (path) => join(from, 'fleet', path),
  })
  copyFileSync('LICENSE', join(dirname(dist), 'LICENSE'))
  weigh(dist)
}

/** tinypool starts its threads with a script that it looks for from the file that it stands in. */
async function placePoolWorker(dist, chunks) {
  const pool = fileURLToPath(import.meta.resolve('tinypool'))
  const { fileName } = chunks.find(({ moduleIds }) => moduleIds.includes(pool))
  const place = join(dirname(fileName), 'entry/worker.js')
  await bundle([place], dist, { platform: 'node', fileOf: () => join(dirname(pool), 'entry/worker.js') })
}

async function bundleLate(dist) {
  for (const path of LATE) {
    const place = join('parts', basename(path))
    await bundle([place], dist, { platform: 'browser', alone: true, fileOf: () => join(from, path) })
  }
}

/** Bundles modules, those of build/tsc, to their paths in dist. @returns what was written */
async function bundle(
  paths,
  dist,
  {
    platform,
    alone = false,
    packages = [],
    fileOf = (path) => join(from, path),
    preserveEntrySignatures,
    codeSplitting,
  },
) {
  const bundle = await rolldown({
    input: Object.fromEntries(paths.map((path) => [path.replace(/\.js$/, ''), fileOf(path)])),
    platform,
    external: (id) =>
      packages.includes(id) || (!alone && (id.startsWith('node:') || id.startsWith('#') || id.endsWith('.wasm'))),
    plugins: [leaveOut(PAPAPARSE), ...(alone ? [] : [late])],
    resolve: { alias: { papaparse$: 'papaparse/papaparse.js' } },
    makeAbsoluteExternalsRelative: false,
    preserveEntrySignatures,
    ...strict,
  })
  const { output } = await bundle.generate({
    format: 'esm',
    minify: true,
    codeSplitting: alone ? false : codeSplitting,
    chunkFileNames: 'parts/[name].js',
  })
  await bundle.close()
  const importsOf = new Map(output.map(({ fileName, imports }) => [fileName, imports ?? []]))
  for (const file of importsOf.keys()) {
    if (reached(file, importsOf).has(file)) throw new Error(`build-entries: ${file} imports itself by way of others`)
  }
  if (alone && output.length !== 1) throw new Error(`build-entries: ${paths} became several files`)
  for (const { fileName, code, imports } of output) {
    if (alone && imports.length > 0) throw new Error(`build-entries: ${fileName} imports ${imports}`)
    mkdirSync(dirname(join(dist, fileName)), { recursive: true })
    writeFileSync(
      join(dist, fileName),
      inLines(fileName, withBreaks(fileName, await minified(code, fileName.startsWith('parts/') && !alone))),
    )
  }
  return output
}

/** What bundlers drop when nothing asks for it keeps the comment that says so. */
async function minified(code, paged) {
  const { code: small } = await minify(code, {
    ecma: 2020,
    module: true,
    compress: { passes: 3, keep_fargs: false, ...(paged && SIDE_BY_SIDE) },
    format: { preserve_annotations: true },
  })
  return small
}

/** All files that one imports, directly or by way of others. */
function reached(file, importsOf, found = new Set()) {
  for (const next of importsOf.get(file) ?? []) {
    if (!found.has(next)) reached(next, importsOf, found.add(next))
  }
  return found
}

/** All nodes of the syntax tree, by where they start. */
function nodesOf(fileName, code) {
  const nodes = []
  const walk = (node) => {
    if (typeof node !== 'object' || node === null) return
    if (typeof node.start === 'number') nodes.push(node)
    for (const child of Object.values(node)) walk(child)
  }
  walk(parseSync(fileName, code).program)
  return nodes.sort((a, b) => a.start - b.start)
}

/** The code with the line breaks of its templates as they were: a minifier writes them as \n, and all of a text in one line. */
function withBreaks(fileName, code) {
  const texts = nodesOf(fileName, code).filter(({ type }) => type === 'TemplateElement')
  let text = ''
  let from = 0
  for (const { start, end } of texts) {
    text += code.slice(from, start) + code.slice(start, end).replace(/(?<!\\)((?:\\\\)*)\\n/g, '$1\n')
    from = end
  }
  return text + code.slice(from)
}

/** The code with line ends between statements: Node shows the whole line that an uncaught error comes from. */
function inLines(fileName, code) {
  const lists = nodesOf(fileName, code).map((node) => (node.type === 'SwitchCase' ? node.consequent : node.body))
  const starts = lists.filter(Array.isArray).flatMap((list) => list.map(({ start }) => start))
  let text = ''
  let from = 0
  starts.sort((a, b) => a - b)
  for (const [i, start] of starts.entries()) {
    if (start === from || (starts[i + 1] ?? code.length) - from <= LINE) continue
    text += `${code.slice(from, start)}\n`
    from = start
  }
  return text + code.slice(from)
}

/** The declarations that the entries reach: what one entry alone reaches in its own file, the others in types.d.ts. */
async function writeTypes(dist) {
  const paths = entries.map((entry) => inDist(entry.types))
  const bundle = await rolldown({
    input: Object.fromEntries(paths.map((path) => [path.replace(/\.ts$/, ''), join(from, path)])),
    // the input is what tsc wrote, so no compiler is asked
    plugins: [withoutKernelWords, dts({ dtsInput: true, sourcemap: false })],
    experimental: { attachDebugInfo: 'none' },
    ...strict,
  })
  await bundle.write({
    dir: dist,
    format: 'esm',
    entryFileNames: '[name].ts',
    chunkFileNames: '[name].ts',
    minifyInternalExports: false,
    codeSplitting: { groups: [{ name: 'types.d', minShareCount: 2 }] },
  })
  await bundle.close()
}

/** The licences of the npm packages whose modules went in. */
function writeLicences(dist, chunks) {
  const inside = `${sep}node_modules${sep}`
  const ids = chunks.flatMap(({ moduleIds }) => moduleIds).filter((id) => id.includes(inside))
  const folders = ids.map((id) => {
    const [before, after] = id.split(inside)
    return join(before.replace(/^\0/, ''), inside, after.split(sep)[0])
  })
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}\n`
  })
  writeFileSync(join(dist, 'THIRD-PARTY.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`))
}

/** Says what each file weighs. */
function weigh(dist) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  let bytes = 0
  for (const file of files.map((entry) => join(entry.parentPath, entry.name))) {
    const { length } = readFileSync(file)
    console.log(`${relative('.', file)}: ${length} bytes`)
    bytes += length
  }
  console.log(`${dist}: ${files.length} files, ${bytes} bytes`)
}
