/** The bundlers of the fixtures, each with no configuration beyond its entries; all write scripts into a folder. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'

/**
 * @param tools  the folder whose node_modules has them
 * @returns name -> (folder of sources, names of entries, folder to write) -> version of the bundler
 */
export function bundlers(tools) {
  const { resolve } = createRequire(join(tools, 'package.json'))
  const load = (name) => import(pathToFileURL(resolve(name)).href)
  const versionOf = (name) =>
    JSON.parse(readFileSync(join(tools, 'node_modules', name, 'package.json'), 'utf8')).version

  return {
    async esbuild(from, entries, to) {
      const { build } = await load('esbuild')
      await build({
        entryPoints: entries.map((entry) => join(from, entry)),
        outdir: to,
        bundle: true,
        format: 'esm',
        splitting: true,
        minify: true,
        logLevel: 'error',
      })
      return versionOf('esbuild')
    },
    async rollup(from, entries, to) {
      const { rollup } = await load('rollup')
      const { nodeResolve } = await load('@rollup/plugin-node-resolve')
      const bundle = await rollup({
        input: entries.map((entry) => join(from, entry)),
        plugins: [nodeResolve({ browser: true })],
        onLog(level, log) {
          throw new Error(`rollup: ${level}: ${log.message}`)
        },
      })
      await bundle.write({ dir: to, format: 'es' })
      await bundle.close()
      return versionOf('rollup')
    },
    async webpack(from, entries, to) {
      const { default: webpack } = await load('webpack')
      const stats = await new Promise((resolve, reject) => {
        const options = {
          mode: 'production',
          context: from,
          entry: Object.fromEntries(entries.map((entry) => [entry.replace('.js', ''), `./${entry}`])),
          // bytes of the page of the golden runs, which holds the whole library; measured pages have bounds of their own
          performance: { maxAssetSize: 280_000, maxEntrypointSize: 280_000 },
          // two bundles stand in one page
          output: { path: to, uniqueName: to },
        }
        webpack(options, (error, stats) => (error ? reject(error) : resolve(stats)))
      })
      if (stats.hasErrors() || stats.hasWarnings()) throw new Error(`webpack: ${stats.toString()}`)
      return versionOf('webpack')
    },
    async vite(from, entries, to) {
      const { build } = await load('vite')
      await build({
        root: from,
        configFile: false,
        logLevel: 'warn',
        build: {
          outDir: to,
          emptyOutDir: true,
          rollupOptions: {
            input: entries.map((entry) => join(from, entry)),
            output: { entryFileNames: '[name].js' },
          },
        },
      })
      return versionOf('vite')
    },
  }
}

/** Bytes of scripts, minified by their bundler and gzipped. */
export function gzippedSize(files) {
  const scripts = files.filter((name) => name.endsWith('.js'))
  return scripts.reduce((sum, name) => sum + gzipSync(readFileSync(name), { level: 9 }).length, 0)
}
