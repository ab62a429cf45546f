/**
 * Finishes dist/ after tsc and the bundles: the core as a file, the worker as one file without imports, nothing that no
 * entry point reaches, and every module minified, so that an install is small.
 */
import { copyFileSync, existsSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { rolldown } from 'rolldown'
import { minifySync, parseSync } from 'rolldown/utils'

const dist = resolve(process.argv[2] ?? 'dist')
const { bin, exports, imports } = JSON.parse(readFileSync('package.json', 'utf8'))

copyFileSync('build/core.wasm', join(dist, 'core/core.wasm'))
await bundleWorker(join(dist, 'worker/index.js'))
prune()
for (const file of files('.js')) minify(file)

/** The worker's script must need no other file: some bundlers copy it without following its imports. */
async function bundleWorker(input) {
  const bundle = await rolldown({
    input,
    platform: 'browser',
    onLog(_, log) {
      throw new Error(`build-entries: ${log.message}`)
    },
  })
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false })
  await bundle.close()
  const [chunk] = output
  if (chunk.imports.length > 0) throw new Error(`build-entries: the worker imports ${chunk.imports}`)
  writeFileSync(input, chunk.code)
}

/** Removes modules and declarations that cannot be reached from what package.json names. */
function prune() {
  const kept = new Set()
  const keep = (file) => {
    if (kept.has(file) || !existsSync(file)) return
    kept.add(file)
    if (file.endsWith('.wasm')) return
    for (const name of importsOf(readFileSync(file, 'utf8'))) {
      if (name.startsWith('.')) {
        const target = resolve(dirname(file), name)
        keep(file.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target)
      }
    }
  }
  const named = JSON.stringify([bin, exports, imports]).match(/\.?\/?dist\/[^"]+/g)
  for (const path of named) keep(join(dist, path.replace(/^(?:\.\/)?dist\//, '')))
  for (const file of files('')) if (!kept.has(file) && !file.endsWith('.txt')) rmSync(file)
  for (const folder of folders()) if (readdirSync(folder).length === 0) rmdirSync(folder)
}

/** Every module that a text imports, exports from, loads in a type, or starts by its URL. */
function importsOf(text) {
  return [...text.matchAll(/(?:\bfrom|\bimport|\bimport\s*\(|\bnew URL\s*\()\s*["'`]([^"'`]+)["'`]/g)].map(
    (match) => match[1],
  )
}

/** Minified, but for the imports at the head: they keep a line each, so that one sees what a module needs. */
function minify(file) {
  const text = readFileSync(file, 'utf8')
  const hashbang = /^#!.*\n/.exec(text)?.[0] ?? ''
  const { code, errors } = minifySync(file, text.slice(hashbang.length), { module: true })
  if (errors.length > 0) throw new Error(`build-entries: ${file}: ${errors[0].message}`)
  const heads = parseSync(file, code).program.body.filter((node) => node.type === 'ImportDeclaration')
  let rest = code
  for (const { start, end } of heads.toReversed()) rest = rest.slice(0, start) + rest.slice(end)
  const lines = heads.map(({ start, end }) =>
    code
      .slice(start, end)
      .replace(/^import\b ?/, 'import ')
      .replace(/ ?from"/, ' from "'),
  )
  writeFileSync(file, hashbang + [...lines, rest].join('\n'))
}

function files(ending) {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Deepest first. */
function folders() {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort((a, b) => b.length - a.length)
}

const sizes = files('').map((file) => [relative(dist, file), readFileSync(file).length])
console.log(`dist: ${sizes.length} files, ${sizes.reduce((sum, [, size]) => sum + size, 0)} bytes`)
