/**
 * Compiles the numeric core (release and debug) into build/ and writes the release bytes as a TypeScript module, so
 * that the library needs no file, no fetch and no bundler plug-in to find them.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

mkdirSync('build', { recursive: true })
for (const target of ['release', 'debug']) {
  execFileSync(process.execPath, ['node_modules/assemblyscript/bin/asc.js', '--config', 'asconfig.json', '--target', target], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
const bytes = readFileSync('build/core.wasm')
writeFileSync(
  'src/core/wasm.inline.ts',
  `/** The numeric core as base64, written by scripts/build-wasm.mjs. */\nexport const base64 =\n  '${bytes.toString('base64')}'\n`,
)
console.log(`build/core.wasm: ${bytes.length} bytes`)
