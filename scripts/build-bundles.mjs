/**
 * Makes what the package runs from dist/ free of dependencies: bundles the command line and the CSV entry point in
 * place, each with the one npm package that it uses, and writes those packages' licences. Runs after tsc.
 */
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { rolldown } from 'rolldown'

const dist = resolve(process.argv[2] ?? 'dist')
const packages = new Set()

/**
 * Bundles one file into itself.
 * @param file      the entry, which is overwritten
 * @param platform  where it will run: node, or anywhere as a browser would
 * @param inlined   whether a module of dist/ (absolute path) goes into the bundle; all others stay imports
 * @returns the modules of dist/ that went in, the entry left out
 */
async function bundle(file, platform, inlined) {
  const folder = dirname(file)
  const bundle = await rolldown({
    input: file,
    platform,
    external(id, importer) {
      if (id.startsWith('node:') || id.startsWith('#')) return true
      return id.startsWith('.') && dirname(importer ?? '') === folder && !inlined(resolve(folder, id))
    },
    makeAbsoluteExternalsRelative: false,
    onLog(_, log) {
      throw new Error(`build-bundles: ${log.message}`)
    },
  })
  const { output } = await bundle.generate({ format: 'esm', file, codeSplitting: false })
  await bundle.close()
  const [chunk] = output
  const before = packages.size
  for (const id of chunk.moduleIds) {
    const [, name] = id.split(`${sep}node_modules${sep}`)
    if (name !== undefined) packages.add(join(id.slice(0, id.indexOf(name)), name.split(sep)[0]))
  }
  if (packages.size === before) throw new Error(`build-bundles: ${file} is a bundle already, run tsc before`)
  writeFileSync(file, chunk.code)
  console.log(`${relative('.', file)}: ${chunk.code.length} bytes`)
  return chunk.moduleIds.filter((id) => id.startsWith(folder + sep) && id !== file)
}

const cli = join(dist, 'cli')
const main = join(cli, 'main.js')
const parts = await bundle(main, 'node', (module) => module.startsWith(cli + sep))
for (const module of parts) rmSync(module)
for (const name of readdirSync(cli)) if (name.endsWith('.d.ts')) rmSync(join(cli, name))
chmodSync(main, 0o755)

await bundle(join(dist, 'data', 'csv.js'), 'browser', () => false)

const licences = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}\n`
})
writeFileSync(join(dist, 'THIRD-PARTY.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`))
