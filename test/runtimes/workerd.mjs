/** workerd, the engine of Cloudflare Workers: one worker, one request, then the server is ended. */
import { spawn } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * @param program path of the workerd binary
 * @param main    path of the worker's module, a bundle but for its .wasm imports
 * @param dist    of the package, whose .wasm files the worker imports as ./core.wasm and ./layers.wasm
 * @returns the answer's text
 */
export async function askWorkerd(program, main, dist) {
  const folder = mkdtempSync(join(tmpdir(), 'onecycle-workerd-'))
  const port = await freePort()
  const config = join(folder, 'config.capnp')
  copyFileSync(main, join(folder, 'main.js'))
  copyFileSync(join(dist, 'core/core.wasm'), join(folder, 'core.wasm'))
  copyFileSync(join(dist, 'core/layers/layers.wasm'), join(folder, 'layers.wasm'))
  writeFileSync(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [
    (name = "main.js", esModule = embed "main.js"),
    (name = "core.wasm", wasm = embed "core.wasm"),
    (name = "layers.wasm", wasm = embed "layers.wasm"),
  ],
  compatibilityDate = "2026-04-01",
);
`,
  )
  const server = spawn(program, ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaints = ''
  server.stderr.on('data', (text) => {
    complaints += text
  })
  try {
    for (let attempt = 0; attempt < 100 && server.exitCode === null; attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
      if (answer !== undefined) return await answer.text()
    }
    throw new Error(`workerd does not answer: ${complaints}`)
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
