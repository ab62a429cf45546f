/** `onecycle info`: what this is and what it runs on, for people and for bug reports. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import { message } from '../../check.js'
import { type SelfCheck, selfCheck } from '../../entry/index.js'
import { describeMachine } from '../../host/machine.js'
import { scheduleNames } from '../../schedules/index.js'
import { dataFolder } from '../data/load.js'
import { describedOption } from '../network/described.js'
import { ownCore } from '../shared/engine.js'
import { type CommonOptions, jsonOption, seedOption } from '../shared/options.js'
import { print, printJson, wrapped } from '../shared/output.js'
import { packageVersion } from '../shared/runtime.js'
import { UsageError } from '../shared/usage.js'
import { helpText } from '../terminal/help.js'
import { width } from '../terminal/width.js'
import { describeNetwork } from './network.js'

/** Width of the first column. */
const NAME = 12

const EXAMPLES = `
Examples:
  onecycle info
  onecycle info --json
  onecycle info --network lenet
  onecycle info --network resnet-8 --data path/to/cifar-10 --json > net.json
  onecycle train --data path/to/cifar-10 --network net.json

Exit code: 0 done, 1 this host computes wrong bits, 2 wrong use.`

export function addInfo(program: Command): void {
  program
    .command('info')
    .description(
      'show versions, engine and machine, whether this host computes the right bits, and all schedules; or what a network is made of',
    )
    .addOption(describedOption('info'))
    .option('--data <source>', 'with --network: the data that say its inputs and outputs (default: digits)')
    .addOption(seedOption('info'))
    .addOption(jsonOption())
    .addHelpText('after', helpText(EXAMPLES))
    .action(runInfo)
}

interface InfoOptions extends CommonOptions {
  network?: string
  data?: string
}

async function runInfo(options: InfoOptions): Promise<void> {
  const { json, network, data: source } = options
  if (network !== undefined) return describeNetwork('info', network, source ?? 'digits', options)
  if (source !== undefined) throw new UsageError(message('info', '--data', '--network as well', source))
  const core = ownCore()
  // the core is made of SIMD instructions, so where SIMD is missing it is no valid module
  const simd = WebAssembly.validate(core)
  const folder = dataFolder()
  const checks = [...(simd ? [await selfCheck('wasm')] : []), await selfCheck('js')]
  // the document tells all the same; whoever only asks whether this host is right reads the exit code
  if (checks.some(({ ok }) => !ok)) process.exitCode = 1
  const machine = describeMachine()
  const result = {
    command: 'info',
    version: packageVersion(),
    runtime: { name: machine.runtime, version: machine.version },
    platform: machine.platform,
    architecture: machine.architecture,
    cpu: { model: machine.cpu, count: machine.cores },
    engine: {
      name: 'wasm',
      simd,
      core: { bytes: core.length, sha256: createHash('sha256').update(core).digest('hex') },
    },
    selfCheck: checks,
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
    ['core', `${engine.core.bytes} bytes`],
    ['SHA-256', engine.core.sha256],
    ...checks.map((check) => ['self-check', checkText(check)] as const),
    ['data', `${data.generated.join(', ')}; ${folderText(folder, data.found)}`],
    ['schedules', scheduleNames.join(', ')],
  ] as const
  const indent = ' '.repeat(NAME)
  print(...rows.flatMap(([name, value]) => wrapped(name.padEnd(NAME) + value, width(), indent)))
}

function checkText({ engine, ok, expected, actual, milliseconds }: SelfCheck): string {
  const bits = ok ? `right bits ${actual}` : `WRONG bits ${actual}, not ${expected}: update this host`
  return `${engine}: ${bits}, ${milliseconds.toFixed(1)} ms`
}

function folderText(folder: string | undefined, found: boolean): string {
  if (folder === undefined) return 'ONECYCLE_DATA is not set'
  return `ONECYCLE_DATA ${folder}${found ? '' : ' (not found)'}`
}
