/** The package as npm would publish it, unpacked where programs in `folder` find it by its name. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const project = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Packs dist/ of a package, the library's by default, as it is. No script runs: what is packed is what `npm run build` made.
 * @returns the tarball, and what npm says about it
 */
export function packTarball(folder, source = project) {
  if (!existsSync(join(source, 'dist/entry/index.js')))
    throw new Error('pack: dist/ is missing, run "npm run build" first')
  mkdirSync(folder, { recursive: true })
  const options = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const [facts] = JSON.parse(execFileSync('npm', options, { cwd: source, encoding: 'utf8', stdio: 'pipe' }))
  return { file: join(folder, facts.filename), facts }
}

/** @returns the folder of the unpacked package, `folder`/node_modules/onecycle */
export function unpackPackage(folder) {
  const { file } = packTarball(folder)
  const target = join(folder, 'node_modules/onecycle')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target, { recursive: true })
  execFileSync('tar', ['-xzf', file, '--strip-components=1', '-C', target])
  return target
}
