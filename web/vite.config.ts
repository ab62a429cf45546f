import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { toneVariables } from '../dist/report/index.js'
import { offline } from './offline/plugin.ts'

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
  plugins: [tones(), offline()],
  resolve: {
    alias: [
      { find: /^onecycle$/, replacement: entry('entry/index.js') },
      { find: /^onecycle\/schedules$/, replacement: entry('schedules/index.js') },
      { find: /^onecycle\/csv$/, replacement: entry('data/tabular/csv.js') },
      { find: /^onecycle\/report$/, replacement: entry('report/index.js') },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: { outDir: '../build/web', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
})
