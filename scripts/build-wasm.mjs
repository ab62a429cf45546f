/**
 * Compiles the numeric core (release and debug) and the benchmark's yardstick into build/, and writes the release bytes
 * of each as a TypeScript module, so that the library needs no file, no fetch and no bundler plug-in to find them.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

function compile(config, target) {
  const options = ['--config', config, '--target', target]
  execFileSync(process.execPath, ['node_modules/assemblyscript/bin/asc.js', ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

function inline(wasm, what, module, more = '') {
  const bytes = readFileSync(wasm)
  writeFileSync(
    module,
    `/** ${what} as base64, written by scripts/build-wasm.mjs. */\nexport const base64 =\n  '${bytes.toString('base64')}'\n${more}`,
  )
  console.log(`${wasm}: ${bytes.length} bytes`)
}

mkdirSync('build', { recursive: true })
compile('asconfig.json', 'release')
compile('asconfig.json', 'debug')
compile('assembly/peak/asconfig.json', 'release')
// a host that forbids to compile resolves #wasm to wasm.module.ts, which has the module instead of the bytes
const none = '\nexport const module: WebAssembly.Module | undefined = undefined\n'
inline('build/core.wasm', 'The numeric core', 'src/core/wasm.inline.ts', none)
inline('build/peak.wasm', "The benchmark's yardstick", 'src/bench/peak.inline.ts')
