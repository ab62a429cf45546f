/**
 * Browsers without a driver: a page is served, the browser is started with its address, and the page reports back to the
 * server that sent it.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'

const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser'

export const browsers = {
  chromium: {
    program: '/usr/bin/chromium',
    arguments: (profile, flags) => [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--user-data-dir=${profile}`,
      ...flags,
    ],
  },
  firefox: {
    program: '/usr/bin/firefox-esr',
    arguments(profile, flags) {
      const settings = {
        'app.update.enabled': false,
        'browser.aboutwelcome.enabled': false,
        'browser.shell.checkDefaultBrowser': false,
        'browser.startup.homepage_override.mstone': 'ignore',
        'datareporting.policy.dataSubmissionEnabled': false,
      }
      const lines = Object.entries(settings).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`)
      writeFileSync(join(profile, 'user.js'), lines.join('\n'))
      return ['--headless', '--no-remote', '--profile', profile, ...flags]
    },
  },
  webkit: { program: MINI_BROWSER, display: true, arguments: () => [] },
}

/** Why a browser cannot be started here; undefined if it can. */
export function missingBrowser(name) {
  const { program, display } = browsers[name]
  if (!existsSync(program)) return `${program} is not installed`
  if (display && !existsSync('/usr/bin/Xvfb')) return 'Xvfb is not installed'
  return undefined
}

/**
 * Opens `url` in a browser and waits for what `report` is resolved with.
 * @param flags more arguments for the program
 */
export async function visit(name, url, report, { flags = [], seconds = 240 } = {}) {
  const { program, display, arguments: argumentsOf } = browsers[name]
  const profile = mkdtempSync(join(tmpdir(), `onecycle-${name}-`))
  const screen = display ? await startDisplay() : undefined
  const browser = spawn(program, [...argumentsOf(profile, flags), url], {
    // a group of its own, so that the helpers of a browser end with it
    detached: true,
    stdio: 'ignore',
    env: {
      ...process.env,
      HOME: profile,
      // MiniBrowser says of an isolated page that it is one, and has no shared memory without this, as Safari has
      JSC_useSharedArrayBuffer: '1',
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      ...(screen && { DISPLAY: screen.name }),
    },
  })
  let timer
  try {
    return await Promise.race([
      report,
      new Promise((_, reject) => {
        browser.on('error', reject)
        timer = setTimeout(() => reject(new Error(`${name}: no report within ${seconds} s`)), seconds * 1000)
      }),
    ])
  } finally {
    clearTimeout(timer)
    await endGroup(browser)
    screen?.end()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

function endGroup(child) {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null) return resolve()
    child.once('exit', resolve)
    process.kill(-child.pid, 'SIGKILL')
  })
}

/** An X display that no screen shows. */
export async function startDisplay() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '800x600x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const number = await new Promise((resolve, reject) => {
    server.stdio[3].once('data', (text) => resolve(String(text).trim()))
    server.once('error', reject)
  })
  return { name: `:${number}`, end: () => server.kill() }
}

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

/**
 * Serves files by their address, and takes one report.
 * @param files   address -> path of a file, text, or { body, headers }
 * @param headers sent with every file
 * @param asked   gets the addresses that are asked for
 * @returns the address, the report as a promise, and `close`
 */
export async function serve(files, headers = {}, asked = new Set()) {
  let tell
  const report = new Promise((resolve) => {
    tell = resolve
  })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    if (request.method === 'POST') {
      const parts = []
      request.on('data', (part) => parts.push(part))
      request.on('end', () => {
        response.end()
        tell(JSON.parse(Buffer.concat(parts).toString()))
      })
      return
    }
    const file = files[pathname]
    asked.add(pathname)
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    const { body, headers: own } = typeof file === 'string' ? { body: file } : file
    const type = TYPES[extname(pathname)] ?? 'text/html; charset=utf-8'
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...headers, ...own })
    response.end(existsSync(body) ? readFileSync(body) : body)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    report,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
