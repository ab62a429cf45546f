/** What tests of many folders need. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The error that a call throws. */
export function errorOf(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'onecycle-'))
}

/** A module with this code, in a folder of its own, for a thread to start with. */
export function temporaryModule(code: string): URL {
  const file = join(temporaryFolder(), 'module.mjs')
  writeFileSync(file, code)
  return pathToFileURL(file)
}
