/** Programs run in a folder of their own that holds what they read. */
import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** A new folder with these files, inside the project, so that the package's own name leads to its own dist/. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  mkdirSync('build', { recursive: true })
  const folder = mkdtempSync(join('build', 'example-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

/** Runs a program of the project in a folder. @returns what it wrote to stdout, line by line */
export function runIn(folder: string, program: string): string[] {
  const options: ExecFileSyncOptionsWithStringEncoding = {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }
  return execFileSync(process.execPath, [resolve(program)], options)
    .trim()
    .split('\n')
}
