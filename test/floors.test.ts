import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Each folder or file of src and the floor it stands on: an import goes down, or stays on its own folder. */
const floors: Record<string, number> = {
  'check.ts': 0,
  'words.ts': 0,
  'options.ts': 0,
  'defaults.ts': 0,
  math: 0,
  core: 1,
  schedules: 1,
  data: 1,
  files: 1,
  optimizers: 2,
  network: 2,
  training: 3,
  worker: 4,
  measure: 4,
  report: 5,
  entry: 6,
  bench: 6,
  'bin.ts': 7,
  cli: 7,
}

/** Where a lower or equal floor is forbidden all the same: schedules must be usable without the core. */
const forbidden: Record<string, string[]> = { schedules: ['core', 'data'], data: ['core', 'schedules'] }

/** The only library files that may import a package, and which. */
const packages: Record<string, string[]> = {
  'data/tabular/csv-table.ts': ['papaparse'],
  'core/engine/own.ts': ['#wasm'],
}

/** The only library files that may name what is a host's own: a caller may give the address of the core. */
const hosts: Record<string, RegExp> = { 'core/engine/compile.ts': /\bfetch\(url\)/ }

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

function importsIn(text: string): string[] {
  const lines = /^(?:import|export)\s(?:[^'"=(]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm
  return [...text.matchAll(lines)].map((match) => (match[1] ?? match[2]) as string)
}

const top = (path: string) => path.split('/')[0] as string

test('imports point down only, and only leaves import packages', () => {
  const wrong: string[] = []
  for (const file of files) {
    const from = top(file)
    const floor = floors[from]
    if (floor === undefined) {
      wrong.push(`${file}: its folder stands on no floor of this test`)
      continue
    }
    for (const name of importsIn(readFileSync(join('src', file), 'utf8'))) {
      if (!name.startsWith('.')) {
        const leaf = floor >= (floors.report as number)
        if (!leaf && !(packages[file] ?? []).includes(name)) wrong.push(`${file}: imports the package ${name}`)
        continue
      }
      const to = top(relative('src', resolve('src', dirname(file), name)))
      const target = to.replace(/\.js$/, '.ts')
      if (target === from) continue
      const below = (floors[target] ?? Infinity) < floor
      const permitted = below || (floors[target] === floor && !(forbidden[from] ?? []).includes(target))
      if (!permitted) wrong.push(`${file}: imports ${name}, which is not below it`)
    }
  }
  expect(wrong).toEqual([])
  expect(files.length).toBeGreaterThan(40)
})

test('an upward import would be found: the pattern reads every form of import line', () => {
  const text = [
    "import { a } from '../cli/x.js'",
    "import '../y.js'",
    "export * from './z.js'",
    "import {\n  b,\n} from '../w.js'",
    "const name = 'import'",
    "export const v = f('no')",
    "const lazy = await import('./lazy.js')",
  ].join('\n')
  expect(importsIn(text)).toEqual(['../cli/x.js', '../y.js', './z.js', '../w.js', './lazy.js'])
})

test('only core names WebAssembly; only leaves name fs, process, fetch or the DOM', () => {
  const wrong: string[] = []
  for (const file of files) {
    const text = readFileSync(join('src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    const leaf = (floors[top(file)] ?? 0) >= (floors.report as number)
    if (top(file) !== 'core' && !leaf && /\bWebAssembly\b/.test(text)) wrong.push(`${file}: WebAssembly`)
    const own = text.replace(hosts[file] ?? '', '')
    if (!leaf && /\b(?:process\.|document\.|window\.|fetch\(|node:)/.test(own)) wrong.push(`${file}: a host's own name`)
  }
  expect(wrong).toEqual([])
})
