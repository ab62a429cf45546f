/** What attacks on the command line share: runs that must end well, folders of their own, and doing something often. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from '../cli/start.mjs'

/** The document of a run with --json, which must end well. */
export async function json(args, cwd) {
  const { code, signal, stdout, stderr } = await start([...args, '--json'], { cwd }).result
  if (code !== 0) throw new Error(`onecycle ${args.join(' ')}: ${signal ?? code}, ${stderr}`)
  return JSON.parse(stdout)
}

/** What is done in a folder of its own, which is then removed. */
export async function inFolder(act) {
  const folder = mkdtempSync(join(tmpdir(), 'onecycle-attack-'))
  try {
    return await act(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Does something so often, two at a time. */
export async function often(times, act) {
  let next = 0
  const lane = async () => {
    while (next < times) await act(next++)
  }
  await Promise.all([lane(), lane()])
}
