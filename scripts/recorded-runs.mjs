/**
 * Records the weights of the page's runs in web/src/identity/recorded.ts, as the built library gives them in Node. Its
 * changes are changes of numeric results: they belong into a commit of their own with a line in the changelog.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { runnerImport } from 'vite'

const page = new URL('../web/', import.meta.url)
const imported = async (file) => {
  const path = fileURLToPath(new URL(`src/${file}`, page))
  return (await runnerImport(path, { configFile: fileURLToPath(new URL('vite.config.ts', page)) })).module
}
const { runs } = await imported('identity/runs.ts')
const { wholeRun } = await imported('work/whole-run.ts')
const lines = []
for (const run of runs) lines.push(`  '${await wholeRun(run)}', // ${run.name}`)
const text = `/** The SHA-256 of the weights of each run, in their order; made by scripts/recorded-runs.mjs. */
export const recorded: readonly string[] = [
${lines.join('\n')}
]
`
writeFileSync(new URL('src/identity/recorded.ts', page), text)
