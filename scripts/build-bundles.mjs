/**
 * Makes what the package runs from dist/ free of dependencies: bundles the command line, the worker of its benchmark and
 * the CSV entry point in place, each with the npm packages that it uses, and writes those packages' licences. Runs after
 * tsc.
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
  const bundle = await rolldown({
    input: file,
    platform,
    external(id, importer) {
      if (id.startsWith('node:') || id.startsWith('#')) return true
      // as it is written, an import of a module that goes in from dist/a is right in dist/b too
      const ours = importer?.startsWith(dist + sep) && id.startsWith('.')
      return ours && !inlined(resolve(dirname(importer), id))
    },
    makeAbsoluteExternalsRelative: false,
    onLog(_, log) {
      throw new Error(`build-bundles: ${log.message}`)
    },
  })
  const { output } = await bundle.generate({ format: 'esm', file, codeSplitting: false })
  await bundle.close()
  const [chunk] = output
  const used = chunk.moduleIds.flatMap((id) => {
    const [, name] = id.split(`${sep}node_modules${sep}`)
    return name === undefined ? [] : [join(id.slice(0, id.indexOf(name)), name.split(sep)[0])]
  })
  for (const folder of used) packages.add(folder)
  if (used.length === 0) throw new Error(`build-bundles: ${file} is a bundle already, run tsc before`)
  writeFileSync(file, chunk.code)
  console.log(`${relative('.', file)}: ${chunk.code.length} bytes`)
  return chunk.moduleIds.filter((id) => inlined(id) && id !== file)
}

const cli = join(dist, 'cli')
const bench = join(dist, 'bench')
const main = join(cli, 'main.js')
const within = (folder) => (module) => module.startsWith(folder + sep)
const parts = await bundle(main, 'node', (module) => within(cli)(module) || within(bench)(module))
const worker = join(bench, 'worker.js')
await bundle(worker, 'node', within(bench))
for (const module of parts.filter(within(cli))) rmSync(module)
for (const name of readdirSync(cli)) if (name.endsWith('.d.ts')) rmSync(join(cli, name))
for (const name of readdirSync(bench)) if (join(bench, name) !== worker) rmSync(join(bench, name))
chmodSync(main, 0o755)

await bundle(join(dist, 'data', 'csv.js'), 'browser', () => false)

const licences = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}\n`
})
writeFileSync(join(dist, 'THIRD-PARTY.txt'), licences.join(`\n${'-'.repeat(80)}\n\n`))
