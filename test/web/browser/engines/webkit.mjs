/** WebKit by its own driver, which speaks WebDriver over http, on a display that no screen shows. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { browsers, startDisplay } from '../../../runtimes/browser.mjs'

const DRIVER = 'WebKitWebDriver'

export async function webkit() {
  const display = await startDisplay()
  const port = await freePort()
  const driver = spawn(DRIVER, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display.name, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' },
  })
  const ask = async (method, path, body) => {
    const headers = { 'content-type': 'application/json' }
    const options = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) }
    const { value } = await (await fetch(`http://127.0.0.1:${port}${path}`, options)).json()
    if (value?.error !== undefined) throw new Error(`${DRIVER}: ${value.error}: ${value.message}`)
    return value
  }
  await answered(() => ask('GET', '/status'))
  const binary = browsers.webkit.program
  const wanted = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } }
  const { sessionId } = await ask('POST', '/session', { capabilities: { alwaysMatch: wanted } })
  const session = (method, path, body) => ask(method, `/session/${sessionId}${path}`, body)
  await session('POST', '/timeouts', { script: 90_000 })
  return {
    async run(test, site) {
      const server = await site.serve()
      try {
        await session('POST', '/url', { url: server.page })
        await test({
          server,
          inPage: async (act, ...args) => {
            const script = `const [args, done] = arguments
              Promise.resolve((${act})(...args)).then((value) => done({ value }), (error) => done({ error: String(error) }))`
            const { value, error } = await session('POST', '/execute/async', { script, args: [args] })
            if (error !== undefined) throw new Error(error)
            return value
          },
        })
      } finally {
        server.close()
      }
    },
    async close() {
      // a driver that is killed leaves its browser behind
      await session('DELETE', '')
      driver.kill()
      display.end()
    },
  }
}

async function answered(ask) {
  for (let i = 0; ; i++) {
    try {
      return await ask()
    } catch (error) {
      if (i === 50) throw error
      await sleep(200)
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
