/** What tests of many folders need. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'

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

/**
 * Stands for an error of `kind` whose message names the function, the thing that is wrong and then these values, in their
 * order; how it is worded between them is free.
 */
export function refusal(kind: ErrorConstructor, where: string, what: string, ...values: unknown[]): Error {
  const parts = [`${where}: "${what}" expected `, ...values.map(String)]
  const escaped = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const pattern = new RegExp(`^${escaped.join('.*?')}`, 's')
  return expect.toSatisfy(
    (error: unknown) => error instanceof kind && pattern.test((error as Error).message),
    `${kind.name}: ${parts.join(' ... ')}`,
  )
}
