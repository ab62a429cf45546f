/** Pages in Chromium: what each bundler made of the package, Vite's development server, Next, and no bundler at all. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { missingBrowser, serve, visit } from '../runtimes/browser.mjs'
import { bundlers, gzippedSize } from './bundlers.mjs'

/** Bytes, minified and gzipped, of everything that a browser loads to train: 34 kB, and what asks for threads. */
const BUNDLE = 35_000

/** Beside that, webpack's own code that could load further files. */
const WEBPACK = 1_500

/** The same where the page trains LeNet: the kernels of its layers come late. */
const LENET = 43_000

/** What that page must show, as Node does. */
const LENET_ANSWER = '0.66 daeefdd4b9932d3c98088756d26e2bea39f21183b67bf50e72066cb44c8ec5dc'

const STRICT = { 'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'" }

export const pageFixtures = {
  esbuild: bundled('esbuild'),
  Rollup: bundled('rollup'),
  webpack: bundled('webpack'),
  'Vite, build': bundled('vite'),
  'Vite, development server': developed,
  'esbuild, LeNet': leNet('esbuild'),
  'Vite, build, LeNet': leNet('vite'),
  'webpack, worker': bundledWithWorker('webpack'),
  'Vite, build, worker': bundledWithWorker('vite'),
  'Next, build': next,
  'no bundler, strict policy': unbundled,
  'own data: train, ask, come back, download': (context) => ownData(context, bundledOwnData),
  'own data, no bundler': (context) => ownData(context, ownDataAsItIs),
}

/** The page of docs/hosts.md through a bundler: its answer, its size, and the golden runs through the same bundler. */
function bundled(name) {
  return async (context) => {
    const missing = lacking(context)
    if (missing) return missing
    const { work } = context
    const bundle = bundlers(work)[name]
    const own = join(work, 'out', name, 'own')
    const version = await bundle(join(work, 'browser'), ['main.js'], own)
    const golden = join(work, 'out', name, 'golden')
    await bundle(work, ['golden-page.js'], golden)
    const scripts = ['/own/main.js', '/golden/golden-page.js']
    // webpack finds the files that it loads late beside the script that runs, which no module can tell
    const kind = name === 'webpack' ? 'defer' : 'type="module"'
    const files = { ...filesOf(own, '/own'), ...filesOf(golden, '/golden'), '/': page(scripts, true, kind) }
    const asked = new Set()
    const answer = await answerOf(files, STRICT, asked)
    const gzip = gzippedSize([...asked].filter((path) => path.startsWith('/own/')).map((path) => files[path]))
    const most = BUNDLE + (name === 'webpack' ? WEBPACK : 0)
    const faults = gzip > most ? [`${gzip} bytes gzipped, more than ${most}`] : []
    return { version, gzip, faults, ...answer }
  }
}

/** A page of convolutions through a bundler: its answer, and its size with what it loads late. */
function leNet(name) {
  return async (context) => {
    const missing = lacking(context)
    if (missing) return missing
    const { work } = context
    const to = join(work, 'out', `${name}-lenet`)
    const version = await bundlers(work)[name](join(work, 'browser'), ['lenet.js'], to)
    const asked = new Set()
    const files = { ...filesOf(to, ''), '/': page(['/lenet.js']) }
    const { program } = await answerOf(files, STRICT, asked)
    const gzip = gzippedSize([...asked].filter((path) => path in files && path !== '/').map((path) => files[path]))
    const faults = program === LENET_ANSWER ? [] : [`LeNet gave ${program}`]
    if (gzip > LENET) faults.push(`${gzip} bytes gzipped, more than ${LENET}`)
    return { version, gzip, faults }
  }
}

/** The page that trains in a worker, where the bundler splits the worker off by itself. */
function bundledWithWorker(name) {
  return async (context) => {
    const missing = lacking(context)
    if (missing) return missing
    const { work } = context
    const to = join(work, 'out', `${name}-worker`)
    const version = await bundlers(work)[name](join(work, 'browser'), ['main-in-worker.js'], to)
    return { version, ...(await answerOf({ ...filesOf(to, ''), '/': page(['/main-in-worker.js']) })) }
  }
}

async function developed(context) {
  const missing = lacking(context)
  if (missing) return missing
  const { work } = context
  const { createServer } = await import(pathToFileURL(createRequire(join(work, 'x.js')).resolve('vite')).href)
  let tell
  const report = new Promise((resolve) => {
    tell = resolve
  })
  const reporter = {
    name: 'report',
    transformIndexHtml: () => [
      { tag: 'script', children: readFileSync(join(work, 'report.js'), 'utf8'), injectTo: 'body' },
    ],
    configureServer(server) {
      server.middlewares.use('/report', (request, response) => {
        let text = ''
        request.on('data', (part) => {
          text += part
        })
        request.on('end', () => {
          response.end()
          tell(JSON.parse(text))
        })
      })
    },
  }
  const server = await createServer({
    root: join(work, 'browser'),
    configFile: false,
    logLevel: 'error',
    plugins: [reporter],
    server: { port: 0, host: '127.0.0.1' },
  })
  try {
    await server.listen()
    const { port } = server.httpServer.address()
    return hashes(await visit('chromium', `http://127.0.0.1:${port}/`, report))
  } finally {
    await server.close()
  }
}

async function next(context) {
  const missing = lacking(context)
  if (missing) return missing
  const { work } = context
  const folder = join(work, 'next')
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
  execFileSync(join(work, 'node_modules/.bin/next'), ['build'], { cwd: folder, env, stdio: 'pipe' })
  const { version } = JSON.parse(readFileSync(join(work, 'node_modules/next/package.json'), 'utf8'))
  const files = filesOf(join(folder, 'out'), '')
  const html = readFileSync(files['/index.html'], 'utf8')
  return { version, ...(await answerOf({ ...files, '/': withReport(html) })) }
}

/** The modules of the package as they are, from a static server whose policy allows no other script. */
async function unbundled(context) {
  const missing = missingBrowser('chromium')
  if (missing !== undefined) return { missing }
  const { work } = context
  const dist = filesOf(join(work, 'node_modules/onecycle/dist'), '/onecycle')
  const html = readFileSync(join(work, 'static/index.html'), 'utf8')
  const files = { ...dist, '/main.js': join(work, 'static/main.js'), '/': withReport(html) }
  return answerOf(files, STRICT)
}

/**
 * The page of docs/your-own-data.md, used by a visitor with a table: its answers must be those of the network that it trained.
 * @param serving gives the files of the page by their address, and what is known of them
 */
async function ownData(context, serving) {
  const missing = lacking(context)
  if (missing) return missing
  const { work } = context
  const { files, headers, ...facts } = await serving(context)
  const visitor = '<script type="module" src="/visitor.js"></script>'
  const tools = { '/visitor.js': join(work, 'own-data-visitor.js'), '/data.csv': table() }
  const asked = new Set()
  const server = await serve({ ...files, ...tools, '/': `${files['/']}${visitor}` }, headers, asked)
  try {
    const seen = await visit('chromium', server.url, server.report)
    if (seen.stuck !== undefined) return { ...facts, faults: [`the page stopped: ${seen.stuck}`] }
    const { className, probability } = JSON.parse(seen.fresh)
    const faults = []
    if (seen.withoutFile !== 'choose a file first') faults.push(`without a file the page says ${seen.withoutFile}`)
    if (className !== 'Gentoo' || probability < 0.9) faults.push(`the network answers ${seen.fresh}`)
    if (seen.kept !== seen.fresh) faults.push(`after a reload it answers ${seen.kept}`)
    if (seen.opened !== seen.fresh) faults.push(`from the file it answers ${seen.opened}`)
    const scripts = [...asked].filter((path) => path in files && path !== '/').map((path) => files[path])
    return { ...facts, gzip: gzippedSize(scripts), note: seen.trained.split('\n').at(-1), faults }
  } finally {
    server.close()
  }
}

async function bundledOwnData({ work }) {
  const from = join(work, 'own-data')
  const to = join(work, 'out/own-data')
  const version = await bundlers(work).esbuild(from, ['main.js'], to)
  const html = readFileSync(join(from, 'index.html'), 'utf8')
  return { files: { ...filesOf(to, ''), '/': html }, headers: STRICT, version }
}

function ownDataAsItIs({ work }) {
  const from = join(work, 'own-data')
  const [html, map] = ['index.html', 'import-map.html'].map((name) => readFileSync(join(from, name), 'utf8'))
  const dist = filesOf(join(work, 'node_modules/onecycle/dist'), '/onecycle')
  // a map of imports must come before the first module
  return { files: { ...dist, ...filesOf(from, ''), '/': html.replace('<title>', `${map}<title>`) } }
}

/** Penguins of two species, which a bill's depth and a weight tell apart. */
function table() {
  const lines = Array.from({ length: 120 }, (_, row) => {
    const more = ((row * 37) % 23) / 11.5 - 1
    const island = row % 3 ? 'Biscoe' : 'Dream'
    const [species, depth, mass] = row % 2 ? ['Gentoo', 15, 5080] : ['Adelie', 18.3, 3700]
    return [species, island, 43 + 4 * more, depth - more, 200 + 9 * more, row % 13 ? mass + 300 * more : ''].join(',')
  })
  return ['species,island,bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g', ...lines].join('\n')
}

function lacking({ tools }) {
  if (!tools) return { missing: 'the tools are not installed: scripts/install-engines.sh' }
  const missing = missingBrowser('chromium')
  return missing === undefined ? undefined : { missing }
}

function page(scripts, golden = false, kind = 'type="module"') {
  const tags = scripts.map((script) => `<script ${kind} src="${script}"></script>`)
  return withReport(`<!doctype html><title>onecycle</title><body></body>${tags.join('')}`, golden)
}

function withReport(html, golden = false) {
  return `${html}<script src="/report.js" data-wants-golden="${golden}"></script>`
}

/** @param asked gets the addresses that the page asked for */
async function answerOf(files, headers, asked) {
  const reporter = new URL('report.js', import.meta.url).pathname
  const server = await serve({ ...files, '/report.js': reporter }, headers, asked)
  try {
    return hashes(await visit('chromium', server.url, server.report))
  } finally {
    server.close()
  }
}

function hashes({ text, golden }) {
  return { program: text, ...(golden === undefined ? {} : { golden }) }
}

/** Every file of a folder by its address. */
function filesOf(folder, at) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = names.map((name) => join(folder, name)).filter((file) => statSync(file).isFile())
  return Object.fromEntries(files.map((file) => [`${at}/${relative(folder, file)}`, file]))
}
