import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const docs = readdirSync('docs').filter((name) => name.endsWith('.md'))
const pages = ['README.md', 'CHANGELOG.md', ...docs.map((name) => `docs/${name}`)]

/** The relative links of a page, as paths from the root, without what stands after a #. */
function linksOf(page: string): string[] {
  const targets = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target as string)
  const relative = targets.filter((target) => !/^(?:[a-z]+:|#)/.test(target))
  return relative.map((target) => normalize(join(page, '..', target.replace(/#.*/, ''))))
}

/** Half a megabyte that an install need not have: without it the words of a picture stand in its place. */
const PICTURES = 'docs/pictures/'

test('every relative link of the pages in the package leads to a file that is in it too, or to a picture of the repository', () => {
  const options = ['pack', '--dry-run', '--ignore-scripts', '--json']
  const [{ files }] = JSON.parse(execFileSync('npm', options, { encoding: 'utf8', stdio: 'pipe' }))
  const packed = new Set(files.map(({ path }: { path: string }) => path))
  expect(pages.filter((page) => !packed.has(page))).toEqual([])
  const lost = pages
    .flatMap((page) => linksOf(page).filter((target) => !packed.has(target)))
    .filter((target) => !(target.startsWith(PICTURES) && existsSync(target)))
  expect(lost).toEqual([])
  expect(linksOf('README.md')).toContain('docs/your-own-data.md')
})
