/**
 * Makes dist/ of what tsc wrote into build/tsc: each entry point of package.json and each program of the command line,
 * minified, with the npm packages that they use; what several of them need stands once, in dist/parts. The worker is one
 * file without imports. Then the declarations of the entry points, the core as a file, and the packages' licences.
 */
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { rolldown } from 'rolldown'
import { writeTypes } from './build-types.mjs'

const from = resolve('build/tsc')
const dist = resolve(process.argv[2] ?? 'dist')
const { bin, exports } = JSON.parse(readFileSync('package.json', 'utf8'))

const WORKER = 'worker/index.js'
/** Programs that another one starts as workers, by their place beside it. */
const STARTED = ['cli/compare-worker.js', 'bench/worker.js']
/** Modules that need much and that few programs need: in a file of their own, a bundler that looks no closer drops them. */
const SELDOM = ['training/in-worker.js']
/** Modules that package.json chooses from by a condition of the host. */
const CHOSEN = ['core/wasm.inline.js', 'core/wasm.module.js']

const inDist = (path) => path.replace(/^(?:\.\/)?dist\//, '')
const scripts = Object.values(exports).flatMap((entry) => (entry.types ? [inDist(entry.default)] : []))
const types = Object.values(exports).flatMap((entry) => (entry.types ? [inDist(entry.types)] : []))
const programs = [...Object.values(bin).map(inDist), ...STARTED]

rmSync(dist, { recursive: true, force: true })
const chunks = [
  ...(await bundle([...scripts.filter((path) => path !== WORKER), ...programs, ...CHOSEN, ...SELDOM], {
    platform: 'node',
  })),
  ...(await bundle([WORKER], { platform: 'browser', alone: true })),
]
for (const path of Object.values(bin).map(inDist)) chmodSync(join(dist, path), 0o755)
writeTypes({ source: resolve('src'), from, entries: types, to: dist })
copyFileSync('build/core.wasm', join(dist, 'core/core.wasm'))
writeLicences(chunks)

const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
const sizes = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)).length)
console.log(`dist: ${files.length} files, ${sizes.reduce((sum, size) => sum + size, 0)} bytes`)

/** Bundles modules of build/tsc to the same paths in dist/. @returns what was written */
async function bundle(paths, { platform, alone = false }) {
  const bundle = await rolldown({
    input: Object.fromEntries(paths.map((path) => [path.replace(/\.js$/, ''), join(from, path)])),
    platform,
    external: (id) => !alone && (id.startsWith('node:') || id.startsWith('#') || id.endsWith('.wasm')),
    makeAbsoluteExternalsRelative: false,
    onLog(_, log) {
      throw new Error(`build-entries: ${log.message}`)
    },
  })
  const { output } = await bundle.generate({
    format: 'esm',
    minify: true,
    chunkFileNames: ({ name, moduleIds }) => `parts/${basename(moduleIds.at(-1) ?? name, '.js')}.js`,
  })
  await bundle.close()
  if (alone && output.length !== 1) throw new Error(`build-entries: ${paths} became several files`)
  for (const { fileName, code, imports } of output) {
    if (alone && imports.length > 0) throw new Error(`build-entries: ${fileName} imports ${imports}`)
    mkdirSync(dirname(join(dist, fileName)), { recursive: true })
    writeFileSync(join(dist, fileName), code)
    console.log(`${relative('.', join(dist, fileName))}: ${code.length} bytes`)
  }
  return output
}

/** The licences of the npm packages whose modules went in. */
function writeLicences(chunks) {
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
