/**
 * Compiles the numeric core and the kernels of layers beyond dense (release and debug) and the benchmark's yardstick into
 * build/, and writes the release bytes of each as a TypeScript module, so that the library needs no file, no fetch and no
 * bundler plug-in to find them.
 *
 * Nothing is compiled if the sources and the compiler are those of the last time and every file that it wrote is still
 * as it was: build/wasm.json has the SHA-256 of all of them.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { filesIn, fingerprint } from './fingerprint.mjs'

const RECORD = 'build/wasm.json'
const WRITTEN = [
  'build/core.wasm',
  'build/core.debug.wasm',
  'build/layers.wasm',
  'build/layers.debug.wasm',
  'build/images.wasm',
  'build/peak.wasm',
  'src/core/wasm.inline.ts',
  'src/core/layers/wasm.inline.ts',
  'src/core/layers/images.inline.ts',
  'src/bench/kernels/peak.inline.ts',
]

const compiler = ['assemblyscript', 'binaryen'].map((name) => `node_modules/${name}/package.json`)
const sources = fingerprint([...filesIn('assembly'), 'asconfig.json', 'scripts/build-wasm.mjs', ...compiler])
const record = () => JSON.stringify({ sources, written: fingerprint(WRITTEN) })

function compile(config, target) {
  const options = ['--config', config, '--target', target]
  execFileSync(process.execPath, ['node_modules/assemblyscript/bin/asc.js', ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}

/** Both modules share one memory: the data of the layers begin where those of the core have ended. */
function checkApart() {
  const baseOf = (name) => JSON.parse(readFileSync(`assembly/layers/${name}`, 'utf8')).options.memoryBase
  const memoryBase = Math.min(...['asconfig.json', 'asconfig.images.json'].map(baseOf))
  for (const wasm of ['build/core.wasm', 'build/core.debug.wasm']) {
    const memory = new WebAssembly.Memory({ initial: 1 })
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)), { env: { memory } })
    const end = exports.arena_start()
    if (end > memoryBase) throw new Error(`build-wasm: ${wasm} has data up to ${end}, above memoryBase ${memoryBase}`)
  }
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

if (existsSync(RECORD) && readFileSync(RECORD, 'utf8') === record()) {
  console.log('build-wasm: the core is as its sources say, nothing to compile')
  process.exit()
}

mkdirSync('build', { recursive: true })
rmSync(RECORD, { force: true })
compile('asconfig.json', 'release')
compile('asconfig.json', 'debug')
compile('assembly/layers/asconfig.json', 'release')
compile('assembly/layers/asconfig.json', 'debug')
compile('assembly/layers/asconfig.images.json', 'release')
compile('assembly/peak/asconfig.json', 'release')
checkApart()

write(
  'src/core/wasm.inline.ts',
  'build/core.wasm',
  `/** The numeric core as text, written by scripts/build-wasm.mjs. wasm.module.ts has it as a module instead. */
import { bytesOf } from './text-bytes.js'

export const core = (): Uint8Array<ArrayBuffer> =>
  bytesOf('${textOf(readFileSync('build/core.wasm'))}')`,
)
for (const [module, wasm, which] of [
  ['src/core/layers/wasm.inline.ts', 'build/layers.wasm', 'kernels of layers beyond dense'],
  ['src/core/layers/images.inline.ts', 'build/images.wasm', 'kernels of convolutions and max pooling'],
]) {
  write(
    module,
    wasm,
    `/**
 * The ${which} as text, written by scripts/build-wasm.mjs. wasm.module.ts has them as a module. What
 * turns text to bytes comes from outside, as this module is loaded late.
 */
export const layers = (bytesOf: (text: string) => Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  bytesOf('${textOf(readFileSync(wasm))}')`,
  )
}
write(
  'src/bench/kernels/peak.inline.ts',
  'build/peak.wasm',
  `/** The benchmark's yardstick as base64, written by scripts/build-wasm.mjs. */
export const base64 =
  '${readFileSync('build/peak.wasm').toString('base64')}'`,
)
writeFileSync(RECORD, record())
