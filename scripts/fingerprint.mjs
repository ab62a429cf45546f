/** Tells whether files are as they were when something was made of them. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The files of a folder and of those in it, sorted; none where there is no such folder. */
export function filesIn(folder) {
  if (!existsSync(folder)) return []
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = all.filter((entry) => entry.isFile())
  return files.map((entry) => join(entry.parentPath, entry.name)).sort()
}

/** A text that is the same only if the contents of all of these files are. */
export function fingerprint(files) {
  const sha256 = (data) => createHash('sha256').update(data).digest('hex')
  return sha256(files.map((file) => `${file} ${existsSync(file) ? sha256(readFileSync(file)) : 'missing'}\n`).join(''))
}
