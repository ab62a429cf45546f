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

/** Writes `code` as a module of TypeScript. */
function write(module, wasm, code) {
  writeFileSync(module, `${code}\n`)
  console.log(`${wasm}: ${readFileSync(wasm).length} bytes`)
}

/**
 * Bytes as a text that src/core/text-bytes.ts turns back: of 87 characters, all ASCII and none that a string would escape,
 * 85 stand for a byte each, from 248 over 0 to 76, and two begin a pair for the others. A compressor sees the bytes through
 * it, which it does not through base64: 30 % less to load.
 */
function textOf(bytes) {
  const character = (value) => ({ 92: '#', 96: '!' })[value + 40] ?? String.fromCharCode(value + 40)
  const textOfByte = (byte) => {
    const value = (byte + 8) % 256
    if (value < 85) return character(value)
    return character(85 + Math.floor((value - 85) / 87)) + character((value - 85) % 87)
  }
  return Array.from(bytes, textOfByte).join('')
}

mkdirSync('build', { recursive: true })
compile('asconfig.json', 'release')
compile('asconfig.json', 'debug')
compile('assembly/peak/asconfig.json', 'release')

write(
  'src/core/wasm.inline.ts',
  'build/core.wasm',
  `/** The numeric core as text, written by scripts/build-wasm.mjs. wasm.module.ts has it as a module instead. */
import { bytesOf } from './text-bytes.js'

export const core = (): Uint8Array<ArrayBuffer> =>
  bytesOf('${textOf(readFileSync('build/core.wasm'))}')`,
)
write(
  'src/bench/kernels/peak.inline.ts',
  'build/peak.wasm',
  `/** The benchmark's yardstick as base64, written by scripts/build-wasm.mjs. */
export const base64 =
  '${readFileSync('build/peak.wasm').toString('base64')}'`,
)
