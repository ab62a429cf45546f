/**
 * Records the golden runs in test/golden/golden.json. Its changes are changes of numeric results: they belong into a
 * commit of their own with a line in the changelog.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { bundleGolden } from '../test/golden/bundle.mjs'

const file = new URL('../test/golden/golden.json', import.meta.url)
const module = new URL('../build/golden/runs.mjs', import.meta.url)
await bundleGolden(module.pathname)
const { goldenRuns, combined } = await import(module.href)
const onecycle = await import('../dist/entry/index.js')

const runs = await goldenRuns(onecycle, await onecycle.loadEngine('wasm'))
const twin = await goldenRuns(onecycle, await onecycle.loadEngine('js'))
for (const [name, hash] of Object.entries(runs)) {
  if (twin[name] !== hash) throw new Error(`golden: "${name}" differs between the engines, nothing is recorded`)
}
const before = readOr('{"runs":{}}')
for (const name of new Set([...Object.keys(before.runs), ...Object.keys(runs)])) {
  if (before.runs[name] !== runs[name])
    console.log(`${name}: ${before.runs[name] ?? 'none'} -> ${runs[name] ?? 'gone'}`)
}
writeFileSync(file, `${JSON.stringify({ combined: combined(runs), runs }, null, 2)}\n`)

function readOr(text) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return JSON.parse(text)
  }
}
