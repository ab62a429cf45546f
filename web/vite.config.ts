import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { toneVariables } from '../dist/report/index.js'
import { leaveOut, PAPAPARSE } from '../scripts/leave-out.mjs'
import { chunks, codeSplitting } from './plugins/chunks.ts'
import { offline } from './plugins/offline.ts'
import { papaparse } from './plugins/papaparse.ts'
import { UPLOT } from './plugins/plots.ts'
import { sharedWorker } from './plugins/shared-worker.ts'

/**
 * Of the library, what the page never asks for: a wrong number of threads, an engine of somebody else's, a network as a table,
 * gradients that are clipped, images that are changed, layers that stay as they are.
 */
const UNASKED = {
  'core/threads/option.js': ['checkThreads'],
  'core/engine/refusals/refusals.js': ['unknown', 'uncompiled', 'foreign'],
  'network/summary.js': ["summarize: ''"],
  'training/options/augment.js': ['readAugment', 'changesOf'],
  'training/options/clipping.js': ['clipByNorm', 'clipByValue'],
  'training/options/frozen.js': ['readFrozen'],
}

/** A module of the library as it is compiled: its own files are parted for others. */
const compiled = (path: string) => fileURLToPath(new URL(`../build/tsc/${path}`, import.meta.url))

/** The colours of the reports as a style sheet, `virtual:tones.css`: the page and its reports look alike. */
function tones(): Plugin {
  const name = 'virtual:tones.css'
  const style = `:root { color-scheme: light; ${toneVariables('light')} }
@media (prefers-color-scheme: dark) { :root { color-scheme: dark; ${toneVariables('dark')} } }`
  return {
    name: 'tones',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? style : undefined),
  }
}

/** The page, from the public entries of the library as it is built: static files that work from any folder. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [
    tones(),
    sharedWorker(),
    leaveOut({ ...PAPAPARSE, ...UPLOT, ...UNASKED }),
    papaparse(),
    chunks(),
    offline(),
  ],
  resolve: {
    alias: [
      { find: /^#wasm$/, replacement: compiled('core/wasm.inline.js') },
      // the kernels of images are among those of all layers: one file of the two is enough
      { find: /^#(?:layers|images)-wasm$/, replacement: compiled('core/layers/wasm.inline.js') },
      { find: /^papaparse$/, replacement: 'papaparse/papaparse.js' },
      { find: /^onecycle$/, replacement: compiled('entry/index.js') },
      { find: /^onecycle\/schedules$/, replacement: compiled('schedules/index.js') },
      { find: /^onecycle\/csv$/, replacement: compiled('data/tabular/csv.js') },
      { find: /^onecycle\/report$/, replacement: compiled('report/index.js') },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    target: 'es2022',
    // 1 % less to load than the usual one leaves
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      module: true,
      compress: { passes: 3, keep_fargs: false, unsafe_arrows: true, inline: 1 },
    },
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting } },
  },
})
