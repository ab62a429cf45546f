/** `onecycle info`: what this is and what it runs on, for people and for bug reports. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import os from 'node:os'
import type { Command } from 'commander'
import { scheduleNames } from '../schedules/index.js'
import { dataFolder } from './data.js'
import { ownCore } from './engine.js'
import { type CommonOptions, jsonOption, seedOption } from './options.js'
import { print, printJson } from './output.js'
import { packageVersion, runtime } from './runtime.js'

const EXAMPLES = `
Examples:
  onecycle info
  onecycle info --json`

export function addInfo(program: Command): void {
  program
    .command('info')
    .description('versions, engine, machine, and the schedules there are')
    .addOption(seedOption('info'))
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(runInfo)
}

function runInfo({ json }: CommonOptions): void {
  const core = ownCore()
  // the core is made of SIMD instructions, so where SIMD is missing it is no valid module
  const simd = WebAssembly.validate(core)
  const folder = dataFolder()
  const result = {
    command: 'info',
    version: packageVersion(),
    runtime: runtime(),
    platform: process.platform,
    architecture: process.arch,
    cpu: { model: os.cpus()[0]?.model.trim() ?? 'unknown', count: os.availableParallelism() },
    engine: {
      name: 'wasm',
      simd,
      core: { bytes: core.length, sha256: createHash('sha256').update(core).digest('hex') },
    },
    schedules: scheduleNames,
    data: {
      generated: ['digits', 'spirals'],
      folder: folder ?? null,
      found: folder !== undefined && existsSync(folder),
    },
  }
  if (json) {
    printJson(result)
    return
  }
  const { cpu, engine, data } = result
  const rows = [
    ['onecycle', result.version],
    ['runtime', `${result.runtime.name} ${result.runtime.version}, ${result.platform} ${result.architecture}`],
    ['cpu', `${cpu.count} x ${cpu.model}`],
    ['engine', `${engine.name}, SIMD ${simd ? 'available' : 'missing: use --engine js'}`],
    ['core', `${engine.core.bytes} bytes, SHA-256 ${engine.core.sha256}`],
    ['data', `${data.generated.join(', ')}; ${folderText(folder, data.found)}`],
    ['schedules', scheduleNames.join(', ')],
  ] as const
  print(...rows.map(([name, value]) => name.padEnd(11) + value))
}

function folderText(folder: string | undefined, found: boolean): string {
  if (folder === undefined) return 'no folder in ONECYCLE_DATA'
  return `ONECYCLE_DATA ${folder}${found ? '' : ' (not there)'}`
}
