/** The tarball itself: its size, its manifest, what publint, attw and TypeScript say of it. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { packTarball, project } from '../runtimes/pack.mjs'

/** Bytes that an install may take. */
const UNPACKED = 1_200_000

const NO_TOOLS = { missing: 'the tools are not installed: scripts/install-engines.sh' }

export const packageFixtures = {
  'npm install of the tarball': ({ installed, tarball }) => {
    const manifest = JSON.parse(readFileSync(join(installed, 'node_modules/onecycle/package.json'), 'utf8'))
    const lock = JSON.parse(readFileSync(join(installed, 'package-lock.json'), 'utf8'))
    const packages = Object.keys(lock.packages).filter((path) => path !== '')
    const faults = []
    if (packages.length !== 1) faults.push(`installs ${packages.join(', ')}`)
    if (Object.values(lock.packages).some((entry) => entry.hasInstallScript)) faults.push('runs a script')
    if (manifest.dependencies !== undefined) faults.push('has dependencies')
    if (tarball.unpackedSize > UNPACKED) faults.push(`unpacks to ${tarball.unpackedSize} bytes, more than ${UNPACKED}`)
    return { faults, note: `${tarball.size} bytes, unpacked ${tarball.unpackedSize}, ${tarball.entryCount} files` }
  },

  'npm install of the command line beside it': ({ work, tarball }) => {
    const folder = join(work, 'command-line')
    const { file, facts } = packTarball(folder, join(project, 'packages/cli'))
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
    const options = { cwd: folder, encoding: 'utf8', stdio: 'pipe' }
    execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball.file, file], options)
    const version = execFileSync('npx', ['--offline', 'onecycle', '--version'], options).trim()
    const info = JSON.parse(execFileSync('npx', ['--offline', 'onecycle-cli', 'info', '--json'], options))
    const lock = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'))
    const packages = Object.keys(lock.packages).filter((path) => path !== '')
    const faults = []
    if (packages.length !== 2) faults.push(`installs ${packages.join(', ')}`)
    if (version !== tarball.version) faults.push(`npx onecycle is of version ${version}`)
    if (!info.selfCheck.every(({ ok }) => ok)) faults.push(`self-check: ${JSON.stringify(info.selfCheck)}`)
    return { faults, note: `${facts.size} bytes, unpacked ${facts.unpackedSize}, ${facts.entryCount} files` }
  },

  publint: async ({ work, installed, tools }) => {
    if (!tools) return NO_TOOLS
    const { publint } = await import(pathToFileURL(createRequire(join(work, 'x.js')).resolve('publint')).href)
    const { messages } = await publint({ pkgDir: join(installed, 'node_modules/onecycle'), strict: true })
    return { faults: messages.map((message) => `${message.code} ${JSON.stringify(message.args)} ${message.path}`) }
  },

  attw: ({ work, tarball, tools }) => {
    if (!tools) return NO_TOOLS
    // the package is ES modules alone, which CommonJS of today can require; the .wasm files are no modules of JavaScript
    const options = [
      '--profile',
      'esm-only',
      '--exclude-entrypoints',
      './core.wasm',
      './layers.wasm',
      '--format',
      'ascii',
      '--no-color',
    ]
    try {
      execFileSync(join(work, 'node_modules/.bin/attw'), [tarball.file, ...options], {
        encoding: 'utf8',
        stdio: 'pipe',
      })
      return {}
    } catch (error) {
      return { faults: [error.stdout] }
    }
  },

  'TypeScript, node16 and bundler resolution': ({ work, tools }) => {
    if (!tools) return NO_TOOLS
    const folder = join(work, 'typescript')
    mkdirSync(folder)
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
    writeFileSync(join(folder, 'train.mts'), readFileSync(join(work, 'node/train.mjs'), 'utf8'))
    writeFileSync(join(folder, 'types.mts'), TYPES)
    writeFileSync(join(folder, 'using.ts'), USING)
    const faults = []
    for (const [module, moduleResolution, include = '*.mts', lib = undefined] of [
      ['node16', 'node16'],
      ['nodenext', 'nodenext'],
      ['preserve', 'bundler'],
      ['esnext', 'bundler', 'using.ts', ['es2022', 'dom', 'esnext.disposable']],
    ]) {
      const options = { target: 'es2022', strict: true, exactOptionalPropertyTypes: true, noEmit: true, types: [] }
      const file = join(folder, `tsconfig.${module}.json`)
      const compilerOptions = { ...options, module, moduleResolution, skipLibCheck: false, lib }
      writeFileSync(file, JSON.stringify({ compilerOptions, include: [include] }))
      try {
        execFileSync(join(work, 'node_modules/.bin/tsc'), ['-p', file], { encoding: 'utf8', stdio: 'pipe' })
      } catch (error) {
        faults.push(`${moduleResolution}: ${error.stdout}`)
      }
    }
    return { faults }
  },
}

/** In a program whose types have what `using` asks for, a network has it. */
const USING = `
import { createNetwork, dense } from 'onecycle'

using network = await createNetwork({ inputs: 2, layers: [dense(2)] })
network.sha256()
`

/** Every entry point with its types, and mistakes that the types must catch. */
const TYPES = `
import { createNetwork, dense, type History, loadEngine, metrics, type Network, sgd, train, trainInWorker } from 'onecycle'
import { createNetwork as createSlim } from 'onecycle/slim'
import { createNetwork as createJs } from 'onecycle/js'
import { oneCycle, type Schedule } from 'onecycle/schedules'
import { parseCsv } from 'onecycle/csv'
import { drawPlot, linearScale, trainingReport } from 'onecycle/report'
import 'onecycle/worker'

const rate: Schedule = oneCycle({ totalSteps: 10, peak: 0.1 }).learningRate
const network: Network = await createNetwork({ inputs: 2, layers: [dense(2)], engine: await loadEngine('wasm') })
const slim: Network = await createSlim({ inputs: 2, layers: [dense(2)], engine: fetch('core.wasm') })
const js: Network = await createJs({ inputs: 2, layers: [dense(2)] })
const history: History = await train(network, parseCsv('a,b\\n1,x\\n'), { epochs: 1, optimizer: sgd({ learningRate: rate }) })
declare const worker: Worker
const run = trainInWorker(worker, slim, parseCsv('a,b\\n1,x\\n'), { epochs: 1, optimizer: sgd({ learningRate: 0.1 }) })
for await (const { step } of run) step.toFixed()
history.loss.length + js.parameterCount
const evaluation = metrics(network, parseCsv('a,b\\n1,x\\n'))
const page: string = trainingReport({ title: 'a', setting: [], history, evaluation, evaluatedOn: 'rows' })
const x = linearScale(0, 1)
drawPlot({ title: page, width: 300, height: 200, x, y: x, xLabel: 'x', yLabel: 'y', lines: [{ color: 'red', points: [[0, 1]] }] })

// @ts-expect-error an engine of that name there is not
await createNetwork({ inputs: 2, layers: [dense(2)], engine: 'gpu' })
// @ts-expect-error slim needs a core
await createSlim({ inputs: 2, layers: [dense(2)] })
// @ts-expect-error a schedule is no string
sgd({ learningRate: 'cosine' })
`
