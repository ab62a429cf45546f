/** Real servers for the tests of the fleet, each in a folder of its own, on a free port of this machine. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, readdirSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../helpers.js'

export const kinds = ['Redis', 'PostgreSQL'] as const

/**
 * Starts a server that ends with the test.
 * @returns its URL, undefined where it is not installed, which in CI is an error
 */
export async function startServer(kind: (typeof kinds)[number]): Promise<string | undefined> {
  const started = kind === 'Redis' ? await startRedis() : await startPostgres()
  if (started !== undefined) return started
  const words = `${kind} is not installed: scripts/install-engines.sh installs it`
  if (process.env.CI) throw new Error(words)
  console.warn(`skipped: ${words}`)
  return undefined
}

async function startRedis(): Promise<string | undefined> {
  if (spawnSync('redis-server', ['--version']).error !== undefined) return undefined
  const port = await freePort()
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', temporaryFolder()]
  await running(spawn('redis-server', args, { stdio: 'ignore' }), port)
  return `redis://127.0.0.1:${port}`
}

async function startPostgres(): Promise<string | undefined> {
  const versions = '/usr/lib/postgresql'
  const [version] = existsSync(versions) ? readdirSync(versions) : []
  if (version === undefined) return undefined
  const programs = join(versions, version, 'bin')
  const folder = temporaryFolder()
  // the server refuses to be root
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (user.uid !== undefined) {
    chownSync(folder, user.uid, user.gid as number)
    // on the way to its own folder it passes this one
    chmodSync(dirname(folder), 0o711)
  }
  const data = join(folder, 'data')
  const surroundings = { ...user, cwd: folder, stdio: 'ignore' } as const
  execFileSync(join(programs, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync'], surroundings)
  const port = await freePort()
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  // its fast end
  await running(spawn(join(programs, 'postgres'), args, surroundings), port, 'SIGINT')
  return `postgres://postgres@127.0.0.1:${port}/postgres`
}

const idOf = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))

async function running(server: ChildProcess, port: number, end: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  onTestFinished(async () => {
    server.kill(end)
    await ended
  })
  for (let tries = 0; !(await answers(port)); tries++) {
    if (tries === 200 || server.exitCode !== null) throw new Error(`the server on port ${port} did not start`)
    await sleep(50)
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
