/** Starts the built command line as its users do: in a process of its own. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'

export const program = fileURLToPath(new URL('../../packages/cli/dist/cli/main.js', import.meta.url))

export function start(args, { cwd, env, program: file = program, input, open = false } = {}) {
  if (!existsSync(file)) throw new Error(`${file} is missing: run "npm run build" before the tests`)
  const child = spawn(process.execPath, [file, ...args], {
    cwd: cwd ?? tmpdir(),
    env: { ...process.env, ONECYCLE_DATA: '', COLUMNS: '400', ...env },
    stdio: [input === undefined && !open ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  child.stdin?.on('error', () => {})
  if (!open) child.stdin?.end(input)
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => {
      written[name] += text
    })
  }
  const result = new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, ...written }))
  })
  return { child, result }
}
