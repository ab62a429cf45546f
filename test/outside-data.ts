/** Data that are not part of the repository: a folder under ONECYCLE_DATA, by default under ../shared/data. */
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** @returns where the folder should be, and whether it is there; tests that need it are skipped, and say so, if not */
export function outsideData(name: 'cifar-10' | 'fashion-mnist' | 'mnist' | 'super-convergence' | 'tables'): {
  folder: string
  present: boolean
} {
  const folder = resolve(import.meta.dirname, '..', process.env.ONECYCLE_DATA || '../shared/data', name)
  const present = existsSync(folder)
  if (!present) console.log(`skipped: no ${folder}; ONECYCLE_DATA names the folder that has ${name}/ in it`)
  return { folder, present }
}
