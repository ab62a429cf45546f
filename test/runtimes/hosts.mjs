/** The engines of the matrix: what each is, why it may be missing here, and how its cells are run. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { browsers, missingBrowser, serve, visit } from './browser.mjs'
import { askWorkerd } from './workerd.mjs'

const engines = new URL('node_modules/', import.meta.url).pathname
const QEMU = '/usr/bin/qemu-aarch64'
const ARM64_LIBRARIES = '/usr/aarch64-linux-gnu'

/** Ends an engine that hangs: an emulated one on a busy machine needs minutes. */
const HUNG = 600_000

/** Of a page that may have shared memory, and of all that it loads. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

const DENO = ['run', '--allow-all']
const MAIN = ['wasm', 'js']
const ALL = [...MAIN, 'wasm-worker', 'js-worker', 'train-in-worker', 'threads']

/**
 * A host: { id, engine, machine, variant, cells, slow?, missing(), run(work) }.
 * `run` gets the folder that `prepare` of matrix.mjs made, and gives { version, cells: { name: result } }.
 */
export const hosts = [
  program('node-running', 'Node (running)', { program: process.execPath, cells: ALL }),
  ...['--liftoff-only', '--no-liftoff'].map((flag) =>
    program(`node-running ${flag}`, 'Node (running)', { program: process.execPath, flags: [flag], cells: ['wasm'] }),
  ),
  program('node-running --no-opt', 'Node (running)', { program: process.execPath, flags: ['--no-opt'], cells: ['js'] }),
  program('node-running --no-enable-ssse3', 'Node (running)', {
    program: process.execPath,
    flags: ['--no-enable-ssse3'],
    cells: ['js', 'refusal=E_NO_SIMD'],
  }),
  program('node-running --jitless', 'Node (running)', {
    program: process.execPath,
    flags: ['--jitless'],
    cells: ['refusal=E_NO_WASM'],
  }),
  ...['22', '24', '26'].map((major) =>
    program(`node-${major}`, `Node ${major}`, { package: `node-${major}-x64/bin/node`, cells: ALL }),
  ),
  ...['--liftoff-only', '--no-liftoff'].map((flag) =>
    program(`node-26 ${flag}`, 'Node 26', { package: 'node-26-x64/bin/node', flags: [flag], cells: ['wasm'] }),
  ),
  // it has no memory for the threads of as many networks as the golden runs of several numbers make one after the other
  program('bun-1.1', 'Bun of 2025', {
    package: 'bun-1.1-x64/bin/bun',
    cells: [...ALL.filter((cell) => cell !== 'threads'), 'threads=2'],
  }),
  program('bun', 'Bun', { package: 'bun-x64/bin/bun', cells: ALL }),
  program('deno-2.0', 'Deno of 2024', { package: 'deno-2.0-x64/deno', flags: DENO, cells: ALL }),
  program('deno', 'Deno', { package: 'deno-x64/deno', flags: DENO, cells: ALL }),
  workerd('workerd', 'workerd', 'workerd-x64/bin/workerd'),
  workerd('workerd-2026-04', 'workerd of April', 'workerd-2026-04-x64/bin/workerd'),
  browser('chromium', 'Chromium'),
  browser('firefox', 'Firefox ESR'),
  browser('webkit', 'WebKitGTK'),
  spiderMonkey(),
  emulated('node-22-arm64', 'Node 22', 'node-22-arm64/bin/node'),
  emulated('node-24-arm64', 'Node 24', 'node-24-arm64/bin/node', ['threads=2']),
  emulated('bun-arm64', 'Bun', 'bun-arm64/bin/bun', ['threads=2']),
]

/** A command-line engine that runs program.mjs. */
function program(id, engine, { program, package: inPackage, flags = [], before = [], machine = 'x64', cells }) {
  const file = program ?? join(engines, inPackage)
  const [command, ...options] = [...before, file, ...flags]
  return {
    id,
    engine,
    machine,
    variant: flags.filter((flag) => flag.startsWith('--') && flag !== '--allow-all').join(' '),
    cells: cells.map((cell) => cell.split('=')[0]),
    missing: () => (existsSync(file) ? undefined : `${inPackage} is not installed`),
    async run(work) {
      const output = await execute(command, [...options, join(work, 'program.mjs'), ...cells])
      const { version, v8, cells: results } = JSON.parse(output)
      return { version: v8 === undefined ? version : `${version}, V8 ${v8}`, cells: results }
    },
  }
}

/** A program for arm64 on an emulated processor: the code that the engine makes for arm64, though no real chip. */
function emulated(id, engine, inPackage, more = []) {
  const host = program(id, engine, {
    package: inPackage,
    before: [QEMU, '-L', ARM64_LIBRARIES],
    machine: 'arm64 (qemu)',
    // one number: an emulated worker takes many seconds to start
    cells: [...MAIN, ...more],
  })
  return {
    ...host,
    slow: true,
    missing() {
      if (!existsSync(QEMU)) return 'qemu-user is not installed'
      if (!existsSync(`${ARM64_LIBRARIES}/lib/libstdc++.so.6`)) return 'the libraries for arm64 are not installed'
      return host.missing()
    },
  }
}

function workerd(id, engine, inPackage) {
  const file = join(engines, inPackage)
  return {
    id,
    engine,
    machine: 'x64',
    variant: '',
    cells: [...MAIN, 'refusal'],
    missing: () => (existsSync(file) ? undefined : `${inPackage} is not installed`),
    async run(work) {
      const { version } = JSON.parse(readFileSync(join(file, '../../package.json'), 'utf8'))
      const answer = await askWorkerd(file, join(work, 'workerd.js'), join(work, 'node_modules/onecycle/dist'))
      return { version, ...JSON.parse(answer) }
    },
  }
}

function browser(id, engine) {
  return {
    id,
    engine,
    machine: 'x64',
    variant: '',
    cells: [...ALL, 'networks', 'refusal'],
    missing: () => missingBrowser(id),
    async run(work) {
      const files = {
        '/': '<!doctype html><title>onecycle</title><body><script type="module" src="/page.js"></script>',
        '/refused': {
          body: '<!doctype html><script type="module" src="/page-refused.js"></script>',
          headers: { 'content-security-policy': "script-src 'self'" },
        },
        '/page-refused.js': join(work, 'page-refused.js'),
        '/page.js': join(work, 'page.js'),
        '/page-worker.js': join(work, 'page-worker.js'),
        '/onecycle-worker.js': join(work, 'node_modules/onecycle/dist/worker/index.js'),
      }
      const server = await serve(files, ISOLATED)
      try {
        const { userAgent, cells } = await visit(id, server.url, server.report)
        return { version: await versionOf(id, userAgent), cells }
      } finally {
        server.close()
      }
    },
  }
}

/** The browser's own word for its version; WebKit's user agent names none. */
async function versionOf(id, userAgent) {
  if (id !== 'webkit') return (await execute(browsers[id].program, ['--version'])).match(/\d[\w.]*/)?.[0] ?? userAgent
  const facts = await execute('dpkg-query', ['-s', 'libwebkit2gtk-4.1-0'])
  return facts.match(/^Version: ([\d.]+)/m)?.[1]
}

/** The shell of an old SpiderMonkey: an engine without any host's functions, which shell.mjs adds. */
function spiderMonkey() {
  const file = '/usr/bin/js102'
  return {
    id: 'spidermonkey-102',
    engine: 'SpiderMonkey shell',
    machine: 'x64',
    variant: '',
    cells: MAIN,
    missing: () => (existsSync(file) ? undefined : 'libmozjs-102-dev is not installed'),
    async run(work) {
      const [version] = (await execute(file, ['--version'])).match(/\d[\d.]*/)
      return { version, cells: JSON.parse(await execute(file, ['--module', join(work, 'shell.js')])) }
    },
  }
}

function execute(command, options) {
  return new Promise((resolve, reject) => {
    execFile(command, options, { timeout: HUNG, maxBuffer: 1 << 24, env: cleanEnvironment() }, (error, out, err) => {
      if (error) reject(new Error(`${error.message.split('\n')[0]}\n${err.slice(-2000)}`))
      else resolve(out)
    })
  })
}

/** Without what a test runner put there: options for Node would reach every engine. */
function cleanEnvironment() {
  const { NODE_OPTIONS: _, ...environment } = process.env
  return environment
}
