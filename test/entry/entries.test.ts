/** What dist/ and package.json promise of each entry point; test/consumers runs them in hosts and bundlers. */
import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { parseSync } from 'rolldown/utils'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const entries: Record<string, { types: string; default: string }> = manifest.exports

/** What the import and export lines of a module name. */
function importsOf(file: string, text: string): string[] {
  const nodes = parseSync(file, text).program.body as { source?: { value: string } }[]
  return nodes.flatMap(({ source }) => (source ? [source.value] : []))
}

/** What a module imports only when it needs it. */
function importedLate(text: string): string[] {
  return [...text.matchAll(/\bimport\(["'`]([^"'`]+)["'`]\)/g)].map(([, name]) => name as string)
}

/** Every module of dist/ that an entry point reaches, with its text; with `late` what it loads for some networks only, too. */
function graph(entry: string, { host = 'default', late = false } = {}): Map<string, string> {
  const texts = new Map<string, string>()
  const walk = (file: string) => {
    if (texts.has(file)) return
    if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" before the tests`)
    const text = file.endsWith('.wasm') ? '' : readFileSync(file, 'utf8')
    texts.set(file, text)
    for (const name of [...importsOf(file, text), ...(late ? importedLate(text) : [])]) {
      if (name.startsWith('#')) walk(resolve(root, manifest.imports[name][host]))
      else if (name.startsWith('.')) walk(resolve(dirname(file), name))
      else throw new Error(`${file} imports ${name}`)
    }
  }
  walk(resolve(root, (entries[entry] as { default: string }).default))
  return texts
}

const names = (texts: Map<string, string>) => [...texts.keys()].map((file) => file.slice(root.length + 6))
const textOf = (texts: Map<string, string>) => [...texts.values()].join('\n')

/** How the first bytes of a module, \\0 a s m 1 0 0 0, look in src/core/wasm.inline.ts. */
const BYTES = '0}<}N}H1000'
const CODE = ['.', './schedules', './slim', './js', './worker', './csv', './report']

test('package.json names the entry points, no dependency and no install script', () => {
  expect(Object.keys(entries).sort()).toEqual([...CODE, './core.wasm', './layers.wasm', './package.json'].sort())
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies'])
    expect(manifest[kind]).toBeUndefined()
  for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) expect(manifest.scripts[hook]).toBeUndefined()
})

test('"." has the bytes inside; under the condition workerd it imports them as a module instead', () => {
  expect(textOf(graph('.'))).toContain(BYTES)
  const workerd = graph('.', { host: 'workerd', late: true })
  expect(textOf(workerd)).not.toContain(BYTES)
  expect(names(workerd)).toEqual(expect.arrayContaining(['core/core.wasm', 'core/layers/layers.wasm']))
  for (const file of ['./core.wasm', './layers.wasm']) {
    expect(readFileSync(join(root, manifest.exports[file])).subarray(0, 4).toString('latin1')).toBe('\0asm')
  }
})

test.each(['./slim', './js', './schedules', './worker', './csv', './report'])('%s has no bytes inside', (entry) => {
  expect(textOf(graph(entry, { late: true }))).not.toContain(BYTES)
})

test.each(['./js', './schedules', './csv', './report'])('%s never touches WebAssembly', (entry) => {
  expect(textOf(graph(entry, { late: true }))).not.toMatch(/\bWebAssembly\./)
})

test('what only some networks need, kernels of layers, their twins and layers by name, "." loads late', () => {
  const late = names(graph('.', { late: true })).filter((name) => !names(graph('.')).includes(name))
  expect(late).toEqual(
    expect.arrayContaining([
      'core/layers/images.inline.js',
      'core/layers/wasm.inline.js',
      'parts/registry.js',
      'parts/seldom.js',
    ]),
  )
})

test('./slim leaves out the plain-JS core', () => {
  const twin = /engine:["'`]js["'`]/
  expect(textOf(graph('./js'))).toMatch(twin)
  expect(textOf(graph('./slim'))).not.toMatch(twin)
})

test.each(['./schedules', './csv', './report'])('%s loads nothing of training', (entry) => {
  expect(names(graph('.'))).toContain('parts/training.js')
  for (const name of names(graph(entry))) expect(name).not.toMatch(/^entry\/|^parts\/training\.js$/)
})

/** A page's program as one minified script; `'onecycle'` in it is the entry point ".". */
async function bundled(program: string): Promise<string> {
  const bundle = await rolldown({
    input: 'page',
    platform: 'browser',
    resolve: {
      alias: {
        onecycle: join(root, entries['.']?.default as string),
        '#wasm': join(root, manifest.imports['#wasm'].default),
      },
    },
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === 'page' ? { id, moduleSideEffects: true } : null),
        load: (id) => (id === 'page' ? program : null),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  return output[0].code
}

test('a bundle of a page that trains leaves out the plain-JS core, which loadEngine brings', async () => {
  const twin = /engine:["'`]js["'`]/
  for (const name of ['createNetwork', 'train', 'loadNetwork']) {
    expect(await bundled(`export { ${name} } from 'onecycle'`), name).not.toMatch(twin)
  }
  expect(await bundled("export { loadEngine } from 'onecycle'")).toMatch(twin)
})

test.each([
  ['main.js', 'that trains a dense network', 33_700, 35, []],
  ['lenet.js', 'that trains LeNet', 41_600, 43, ['core/layers/images.inline.js']],
] as const)('%s of docs/hosts.md, %s, is at most %i bytes gzipped, of which bundlers make %i kB', async (...page) => {
  const [name, , most, , late] = page
  const script = await bundled(readFileSync(join(root, 'test/consumers/browser', name), 'utf8'))
  const all = [script, ...late.map((path) => readFileSync(join(root, 'dist', path), 'utf8'))]
  const bytes = all.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0)
  expect(bytes).toBeGreaterThan(20_000)
  expect(bytes).toBeLessThan(most)
})

test('./worker is one file that imports nothing', () => {
  expect(names(graph('./worker'))).toEqual(['worker/index.js'])
  expect(manifest.sideEffects).toEqual([entries['./worker']?.default])
})

test.each(CODE)(
  '%s asks nothing of a bundler or a policy: no URL, no eval, no import of anything but its own',
  (entry) => {
    for (const [file, text] of graph(entry, { late: true })) {
      expect(text, file).not.toMatch(/\bnew URL\(|\beval\(|\bFunction\(|import\.meta/)
      expect([...text.matchAll(/\bimport\(/g)].length, file).toBe(importedLate(text).length)
      for (const name of importedLate(text)) expect(name, file).toMatch(/^(?:\.\/[\w-]+\.js|#(?:layers|images)-wasm)$/)
    }
  },
)

test('every entry point but the worker can be required: no module awaits at its top', () => {
  const files = CODE.filter((entry) => entry !== './worker').map((entry) =>
    join(root, entries[entry]?.default as string),
  )
  const script = `console.log(${JSON.stringify(files)}.map((file) => typeof require(file)).join())`
  const options: ExecFileSyncOptionsWithStringEncoding = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
  expect(execFileSync(process.execPath, ['-e', script], options)).toBe('object,object,object,object,object,object\n')
})

test('the declarations tell of every public function and class what it does', () => {
  const types = new Set(CODE.flatMap((entry) => [entries[entry]?.types as string, 'dist/types.d.ts']))
  const texts = [...types].map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
  const declared = [...texts.matchAll(/^(.*)\ndeclare (?:function|class) (\w+)/gm)]
  expect(declared.length).toBeGreaterThan(60)
  expect(declared.filter(([, before]) => !before?.trim().endsWith('*/')).map(([, , name]) => name)).toEqual([])
  expect(texts).toContain(' *     v = momentum v + u ')
})

test('. and slim and js have the same names, study, replay and statistics among them', async () => {
  const [own, slim, js] = await Promise.all(
    ['.', './slim', './js'].map((entry) => import(join(root, entries[entry]?.default as string))),
  )
  expect(Object.keys(slim)).toEqual(Object.keys(js))
  expect(Object.keys(own)).toEqual(Object.keys(js))
  expect(Object.keys(js)).toEqual(expect.arrayContaining(['compare', 'runTrial', 'replayCurves', 'median']))
})

test('./report makes the page of a range test, a study, a replay and a run, and the plots in them', async () => {
  const report = await import(join(root, entries['./report']?.default as string))
  const pages = ['rangeTestReport', 'studyReport', 'replayReport', 'trainingReport']
  const drawings = ['drawPlot', 'drawChart', 'drawTextPlot', 'rangeTestFigure', 'standalone', 'linearScale', 'logScale']
  expect(Object.keys(report)).toEqual(expect.arrayContaining([...pages, ...drawings]))
})

test('no line of the library but the core itself is longer than 2500 columns: Node shows the one that an error comes from', () => {
  const long = Object.keys(entries)
    .filter((entry) => (entries[entry] as { types?: string }).types !== undefined)
    .flatMap((entry) => [...graph(entry, { late: true })])
    .filter(([file, text]) => !file.includes('.inline.') && text.split('\n').some((line) => line.length > 2500))
  expect(long.map(([file]) => file)).toEqual([])
})

test('a network is called one in errors and consoles, whatever the minifier makes of names', async () => {
  const library = await import(join(root, 'dist/entry/index.js'))
  const network = await library.createNetwork({ inputs: 1, layers: [library.dense(2)] })
  expect(network.constructor.name).toBe('Network')
})
