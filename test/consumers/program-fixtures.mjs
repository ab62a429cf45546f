/** Programs that run from the installed package: Node, Bun, Deno, workerd. */
import { execFile } from 'node:child_process'
import { cpSync, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { askWorkerd } from '../runtimes/workerd.mjs'

const engines = new URL('../runtimes/node_modules/', import.meta.url).pathname
const BUN = join(engines, 'bun-x64/bin/bun')
const DENO = join(engines, 'deno-x64/deno')
const WORKERD = join(engines, 'workerd-x64/bin/workerd')

export const programFixtures = {
  'Node, import': program(process.execPath, 'node/train.mjs', { golden: true }),
  'Node, require': program(process.execPath, 'node/train.cjs'),
  'Node, worker thread': program(process.execPath, 'node/train-in-worker.mjs'),
  'Node, threads': program(process.execPath, 'node/threads.mjs'),
  'Node, fallback': program(process.execPath, 'node/train-with-fallback.mjs'),
  'Node without SIMD, fallback': program(process.execPath, 'node/train-with-fallback.mjs', {
    flags: ['--no-enable-ssse3'],
  }),
  'Bun, import': program(BUN, 'node/train.mjs', { golden: true }),
  'Bun, require': program(BUN, 'node/train.cjs'),
  'Bun, threads': program(BUN, 'node/threads.mjs'),
  'Bun, worker': program(BUN, 'web/train-in-worker.mjs'),
  'Deno, import': program(DENO, 'node/train.mjs', { flags: ['run', '--allow-read'], golden: true }),
  'Deno, threads': program(DENO, 'node/threads.mjs', { flags: ['run', '--allow-read'] }),
  'Deno, worker': program(DENO, 'web/train-in-worker.mjs', { flags: ['run', '--allow-read'] }),
  'workerd, import': worker('workerd/worker.js'),
  'workerd, slim': worker('workerd/worker-slim.js'),
}

/** A program in the folder where the tarball is installed. */
function program(engine, file, { flags = [], golden = false } = {}) {
  return async ({ work, installed }) => {
    if (!existsSync(engine)) return { missing: `${engine} is not installed` }
    for (const name of [file.split('/')[0], 'golden.mjs', 'golden-program.mjs']) {
      cpSync(join(work, name), join(installed, name), { recursive: true })
    }
    const result = { program: await execute(engine, [...flags, join(installed, file)], installed) }
    if (!golden) return result
    const output = await execute(engine, [...flags, join(installed, 'golden-program.mjs')], installed)
    return { ...result, golden: output }
  }
}

/** A Cloudflare worker, bundled by esbuild as wrangler does: the condition workerd, and .wasm files as modules. */
function worker(file) {
  return async ({ work, tools }) => {
    if (!tools) return { missing: 'esbuild is not installed' }
    if (!existsSync(WORKERD)) return { missing: `${WORKERD} is not installed` }
    const { build } = await import(pathToFileURL(createRequire(join(work, 'x.js')).resolve('esbuild')).href)
    const bundle = join(work, 'out', file)
    await build({
      entryPoints: [join(work, file)],
      outfile: bundle,
      bundle: true,
      format: 'esm',
      conditions: ['workerd', 'worker', 'browser'],
      plugins: [
        {
          name: 'wasm as a module',
          setup: ({ onResolve }) =>
            onResolve({ filter: /\.wasm$/ }, ({ path }) => ({ path: `./${basename(path)}`, external: true })),
        },
      ],
    })
    return { program: await askWorkerd(WORKERD, bundle, join(work, 'node_modules/onecycle/dist')) }
  }
}

async function execute(command, options, cwd) {
  const { NODE_OPTIONS: _, ...env } = process.env
  const { stdout } = await promisify(execFile)(command, options, { cwd, env, timeout: 180_000 })
  return stdout.trim()
}
