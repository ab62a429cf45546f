/**
 * The run in Chromium: an isolated page, so that there is shared memory, and in it a worker that measures, as a page's main
 * thread may not wait for other threads. Each network has a page of its own, because the workers of jax-js become slower
 * with what they have done: after the small networks a large one took three times as long.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { rolldown } from 'rolldown'
import { browsers, missingBrowser, serve } from '../../test/runtimes/browser.mjs'
import { FLAGS } from '../../test/web/browser/engines/chromium.mjs'
import { tfjsFolder } from './tfjs-folder.mjs'

const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
const TFJS = '/tfjs/'

/** Why there is no run here; undefined if there is one. */
export function missing() {
  const why = missingBrowser('chromium')
  return why && `${why}: run "bash scripts/install-engines.sh" at the top of the repository, or leave out --browser`
}

export async function run({ networks, quick, tell }) {
  tell('bundling')
  const server = await serve(await filesOf(), ISOLATED)
  try {
    const browser = await startBrowser()
    try {
      const parts = []
      for (const network of networks) parts.push(await inPage(browser, server.url, { networks: [network], quick }, tell))
      const [{ processors, rounds }] = parts
      return {
        machine: { chromium: browser.version(), processors },
        rounds,
        results: parts.flatMap(({ results }) => results),
        refusals: parts.flatMap(({ refusals }) => refusals),
      }
    } finally {
      await browser.close()
    }
  } finally {
    server.close()
  }
}

async function inPage(browser, url, options, tell) {
  const page = await browser.newPage()
  await page.goto(url)
  await page.exposeFunction('tell', tell)
  const { error, ...part } = await page.evaluate(inWorker, { ...options, tfjs: TFJS })
  if (error !== undefined) throw new Error(error)
  await page.close()
  return part
}

/** What it leaves in its folder for temporary files goes with this process, and so does the browser, whatever ends it. */
async function startBrowser() {
  const folder = mkdtempSync(join(tmpdir(), 'onecycle-peers-'))
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]))
  }
  try {
    return await chromium.launch({
      executablePath: browsers.chromium.program,
      args: FLAGS,
      env: { ...process.env, TMPDIR: folder },
      handleSIGHUP: false,
      handleSIGINT: false,
      handleSIGTERM: false,
    })
  } finally {
    // after the browser, which ends at the exit that it has asked for
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  }
}

/** In the page: what the worker posts in the end. */
function inWorker(options) {
  const worker = new Worker('/page-worker.js', { type: 'module' })
  return new Promise((resolve) => {
    worker.onerror = ({ message }) => resolve({ error: message || 'peers: the worker of the page did not start' })
    worker.onmessage = ({ data: { doing, ...end } }) => (doing === undefined ? resolve(end) : tell(doing))
    worker.postMessage(options)
  })
}

/** By their addresses: an empty page, the worker with all libraries, and what tfjs fetches. */
async function filesOf() {
  const input = { 'page-worker': fileURLToPath(new URL('page-worker.mjs', import.meta.url)) }
  const bundle = await rolldown({ input, platform: 'browser', logLevel: 'silent' })
  // not minified: tfjs gives its threads the source text of one of its functions
  const { output } = await bundle.generate({ format: 'esm', entryFileNames: '[name].js' })
  await bundle.close()
  const binaries = ['', '-simd', '-threaded-simd'].map((kind) => `tfjs-backend-wasm${kind}.wasm`)
  return {
    '/': '<!doctype html><title>onecycle and its peers</title>',
    ...Object.fromEntries(output.map(({ fileName, code }) => [`/${fileName}`, code])),
    ...Object.fromEntries(binaries.map((name) => [TFJS + name, join(tfjsFolder, name)])),
  }
}
