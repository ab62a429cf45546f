/** The files of a build: few, as many small ones weigh more, each with what is loaded together. */
import type { Plugin, Rolldown } from 'vite'

/** A module goes into the first file that it fits. */
const FILES: readonly (readonly [name: string, modules: RegExp])[] = [
  // the language that a browser names is set right before uPlot reads it
  ['packages', /node_modules.(?!papaparse)|web.src.plot.language/],
  // files and reports, which a reader may never ask for, and are smaller together
  ['tables', /build.tsc.report|web.src.(?:export.race-figure|screens.verdict.report)/],
  // workers: of files, and of all that trains with its kernels, which compress on their own better than among code
  ['tables', /build.tsc.(?:data.(?:tabular.(?!preparation.raw-rows)|images)|measure.replay)|papaparse/],
  ['tables', /web.src.(?:problem.files|work.files.(?!handle))/],
  // what only a page with shared memory loads
  ['threads', /build.tsc.core.threads.(?!option)/],
  ['kernels', /build.tsc.core.(?:(?:layers.)?wasm.inline|text-bytes)/],
  // of the library what page and workers have in common
  ['shared', /build.tsc.(?:check|defaults|nearest|options|words|math|optimizers|schedules|layers.*layer-name)/],
  ['shared', /build.tsc.data.(?:copy-rows|create-dataset|dataset|plain-arrays|shape|split|standardization)/],
  ['shared', /build.tsc.measure.(?:metric|credit-guards|statistics.median)/],
  ['shared', /build.tsc.measure.study.(?:data|looks|methods|tuning|until-width|analysis.(?:collapsed|headline))/],
  ['shared', /web.src.(?:state.lab|problem.own-(?:file|places|rows)|work.(?:breathe|host|roles))/],
  ['training', /build.tsc|web.src.(?:work.(?:engine|(?:lane|range|study|whole-runs).(?!handle))|problem.data)/],
  ['page', /web.src.(?!work.worker)|virtual:tones/],
]

export const codeSplitting: Rolldown.CodeSplittingOptions = {
  includeDependenciesRecursively: false,
  groups: [{ debugName: 'files', name: (id) => FILES.find(([, modules]) => modules.test(id))?.[0] ?? null }],
}

/** Puts code around late imports that loads styles before: here all stand in one file, and no worker has a document. */
const PRELOADING = 'native:import-analysis-build'

export function chunks(): Plugin {
  return {
    name: 'chunks',
    apply: 'build',
    configResolved({ plugins }) {
      const at = plugins.findIndex(({ name }) => name === PRELOADING)
      if (at < 0) throw new Error(`chunks: Vite has no plug-in ${PRELOADING}`)
      ;(plugins as unknown[]).splice(at, 1)
    },
    /** A file that imports itself by way of others would run before what it needs; and no worker draws. */
    generateBundle(_, bundle) {
      for (const name of Object.keys(bundle)) {
        if (reached(bundle, name, ({ imports }) => imports).has(name)) {
          throw new Error(`chunks: ${name} imports itself by way of others`)
        }
        if (!name.startsWith('assets/worker-')) continue
        const loaded = reached(bundle, name, ({ imports, dynamicImports }) => [...imports, ...dynamicImports])
        if ([...loaded].some((one) => one.startsWith('assets/page-')))
          throw new Error(`chunks: ${name} would load the page`)
      }
    },
  }
}

/** The names of all files that one leads to. */
function reached(
  bundle: Rolldown.OutputBundle,
  from: string,
  next: (file: Rolldown.OutputChunk) => readonly string[],
): Set<string> {
  const after = (name: string) => {
    const file = bundle[name]
    return file?.type === 'chunk' ? next(file) : []
  }
  const found = new Set(after(from))
  for (const name of found) for (const one of after(name)) found.add(one)
  return found
}
