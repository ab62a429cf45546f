/**
 * Cold start: a process from nothing to its first finished training step, and the core's compilation alone.
 *
 * Each sample is a process of its own, since a runtime keeps compiled modules while it lives. The child reports the time
 * of day at each mark; the parent took the time of day before it started the child.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { message } from '../check.js'
import type { ColdStartResult } from './result.js'
import { summarize } from './statistics.js'

/** Marks that the child sets, in ms since the epoch. */
interface Marks {
  /** first line of its script */
  readonly started: number
  readonly imported: number
  /** the network is there, so the core is compiled and instantiated */
  readonly created: number
  readonly stepped: number
  /** ms for decoding, compiling and instantiating the core alone */
  readonly core: number
}

const LAYERS = [784, 128, 10]

/** The child's script; `alone` starts a core before, outside of what else is measured. */
function script(library: URL, alone: boolean): string {
  return `
const now = () => performance.timeOrigin + performance.now()
const started = now()
const { createNetwork, createDataset, dense, loadEngine, sgd, Training } = await import(${JSON.stringify(library.href)})
const imported = now()
let core = 0
if (${alone}) {
  const before = performance.now()
  await (await loadEngine('wasm', { selfCheck: 'skip' })).start()
  core = performance.now() - before
}
const network = await createNetwork({ inputs: ${LAYERS[0]}, layers: [dense(${LAYERS[1]}, 'relu'), dense(${LAYERS[2]})] })
const created = now()
const features = new Uint8Array(64 * ${LAYERS[0]}).map((_, i) => i % 251)
const data = createDataset({ inputs: ${LAYERS[0]}, features, labels: new Uint8Array(64).map((_, i) => i % 10), classes: 10 })
const training = new Training(network, data, { epochs: 1, batchSize: 64, optimizer: sgd({ learningRate: 0.01 }) })
if (!training.update()) throw new Error('no step')
console.log(JSON.stringify({ started, imported, created, stepped: now(), core }))`
}

/**
 * @param library   where the package's index.js lies
 * @param processes how many are started for each of the two measurements
 */
export async function measureColdStart(library: URL, processes: number): Promise<ColdStartResult> {
  const whole: Marks[] = []
  const starts: number[] = []
  const cores: number[] = []
  for (let i = 0; i < processes; i++) {
    starts.push(performance.timeOrigin + performance.now())
    whole.push(await runChild(script(library, false)))
    cores.push((await runChild(script(library, true))).core)
  }
  const times = (end: keyof Marks, start: keyof Marks) => whole.map((marks) => marks[end] - marks[start])
  const middle = (values: readonly number[]) => summarize(values).median
  const total = summarize(whole.map(({ stepped }, i) => stepped - (starts[i] as number)))
  return {
    processToFirstStep: total.median,
    runtimeStart: middle(whole.map(({ started }, i) => started - (starts[i] as number))),
    importLibrary: middle(times('imported', 'started')),
    compileAndInstantiate: middle(cores),
    createNetwork: middle(times('created', 'imported')),
    firstStep: middle(times('stepped', 'created')),
    processes,
    low: total.low,
    high: total.high,
    network: LAYERS.join('-'),
  }
}

async function runChild(code: string): Promise<Marks> {
  const { deno } = process.versions as Record<string, string | undefined>
  const before = deno === undefined ? ['--input-type=module', '-e'] : ['eval']
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, ...before, code]).catch(
    ({ stderr, message: words }: Error & { stderr?: string }) => {
      // its command, which holds the code, comes before what it said
      throw new Error(
        message('bench', 'cold start', 'a child process that makes a step', (stderr || words).slice(-500)),
      )
    },
  )
  return JSON.parse(stdout)
}
