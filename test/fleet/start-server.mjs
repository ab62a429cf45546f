/** Real servers of both kinds, each with a folder of its own, on a free port of this machine. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, readdirSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const kinds = ['Redis', 'PostgreSQL']

/**
 * @param kind one of `kinds`
 * @param folder an empty one, for its files
 * @param redis further arguments of redis-server
 * @returns { url, stop }, undefined where it is not installed
 */
export function startServer(kind, folder, redis = []) {
  return kind === 'Redis' ? startRedis(folder, redis) : startPostgres(folder)
}

async function startRedis(folder, further) {
  if (spawnSync('redis-server', ['--version']).error !== undefined) return undefined
  const port = await freePort()
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder, ...further]
  const stop = await running(spawn('redis-server', args, { stdio: 'ignore' }), () => answers(port), 'SIGTERM')
  return { url: `redis://127.0.0.1:${port}`, stop }
}

async function startPostgres(folder) {
  const versions = '/usr/lib/postgresql'
  const [version] = existsSync(versions) ? readdirSync(versions) : []
  if (version === undefined) return undefined
  const program = (name) => join(versions, version, 'bin', name)
  // the server refuses to be root
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (user.uid !== undefined) {
    chownSync(folder, user.uid, user.gid)
    // on the way to its own folder it passes this one
    chmodSync(dirname(folder), 0o711)
  }
  const data = join(folder, 'data')
  const surroundings = { ...user, cwd: folder, stdio: 'ignore' }
  execFileSync(program('initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync'], surroundings)
  const port = await freePort()
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  // it listens before it serves
  const serves = () => spawnSync(program('pg_isready'), ['-h', '127.0.0.1', '-p', `${port}`]).status === 0
  // its fast end
  const stop = await running(spawn(program('postgres'), args, surroundings), serves, 'SIGINT')
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop }
}

const idOf = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))

/** @returns what ends the server, once it serves */
async function running(server, serves, end) {
  const ended = new Promise((resolve) => server.once('exit', () => resolve()))
  const stop = () => {
    server.kill(end)
    return ended
  }
  for (let tries = 0; !(await serves()); tries++) {
    if (tries === 600 || server.exitCode !== null) {
      await stop()
      throw new Error(`${server.spawnfile} did not start`)
    }
    await sleep(50)
  }
  return stop
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
