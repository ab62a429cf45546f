import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { toneVariables } from '../dist/report/index.js'
import { offline } from './plugins/offline.ts'
import { sharedWorker } from './plugins/shared-worker.ts'

const entry = (path: string) => fileURLToPath(new URL(`../dist/${path}`, import.meta.url))

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
  plugins: [tones(), sharedWorker(), offline()],
  resolve: {
    alias: [
      // the kernels of images are among those of all layers: one file of the two is enough
      { find: /^#images-wasm$/, replacement: entry('core/layers/wasm.inline.js') },
      { find: /^onecycle$/, replacement: entry('entry/index.js') },
      { find: /^onecycle\/schedules$/, replacement: entry('schedules/index.js') },
      { find: /^onecycle\/csv$/, replacement: entry('data/tabular/csv.js') },
      { find: /^onecycle\/report$/, replacement: entry('report/index.js') },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // preloading what a late part needs touches the document, which no worker has
    modulePreload: { resolveDependencies: (_, files, { hostType }) => (hostType === 'html' ? files : []) },
  },
})
