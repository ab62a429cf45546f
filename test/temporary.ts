import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** One folder for all that the tests and their child processes leave in the system's one; removed at the end. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'onecycle-tests-'))
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
