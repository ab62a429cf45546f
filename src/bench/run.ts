/** The whole benchmark: the peak first, then rounds over kernels and networks, then convergence and cold start. */
import { message, show } from '../check.js'
import { describeMachine } from '../host/machine.js'
import { measureColdStart } from './cold-start.js'
import { type ConvergenceData, measureConvergence } from './convergence/convergence.js'
import { type ConvergenceSource, convergenceData } from './convergence/data.js'
import { type Extent, full, quick } from './extent.js'
import { kernelContests, kernelResults, kernelTitles } from './kernels/kernels.js'
import { measureMemory, memoryTitles } from './kernels/memory.js'
import { type Contest, measurePeak, type Pace, runRounds } from './lab/rounds.js'
import type { Lab, LabSpec } from './lab/spec.js'
import type { BenchResult, ConvergenceResult, LateStepResult } from './result.js'
import { summarize } from './statistics.js'
import { lateTitles, measureLateSteps } from './steps/late-steps.js'
import { networkName, networks } from './steps/networks.js'
import { type NetworkLabs, networkContests, networkResults, networkTitles } from './steps/steps.js'
import { stepFlops } from './steps/work.js'

export interface BenchOptions {
  readonly seed: number
  /** under 20 s, with fewer samples */
  readonly quick: boolean
  /** measures only what has this in its name, such as step, 784-128-10 or convergence mnist; see `checkOnly` */
  readonly only?: RegExp
}

/** What the benchmark needs of its surroundings. */
export interface BenchHost {
  readonly version: string
  openLab(spec: LabSpec): Promise<Lab>
  /** data to converge on; undefined where it is not there */
  loadData(name: string): Promise<ConvergenceSource | undefined>
  /** index.js of the package, for the processes of the cold start */
  readonly library: URL
  /** called often, with what is measured next */
  tell(what: string): void
}

const PEAK = 'peak'
const COLD_START = 'cold start'

/** Turns in which the peak is measured before everything else. */
const TURNS = 5

/** @throws Error where engines disagree in a bit, or the clock is too coarse */
export async function runBench(options: BenchOptions, host: BenchHost): Promise<BenchResult> {
  const begin = performance.now()
  const { seed } = options
  const extent = extentOf(options.quick)
  const wanted = (title: string) => options.only?.test(title) ?? true
  const labs: Lab[] = []
  const open = async (spec: LabSpec) => {
    const lab = await host.openLab(spec)
    labs.push(lab)
    return lab
  }
  const peaks: number[] = []
  try {
    host.tell(PEAK)
    const yardstick = await open({ kind: 'yardstick', seed })
    const first: number[] = []
    for (let turn = 0; turn < TURNS; turn++) first.push(await measurePeak(yardstick, extent.kernels.sampling))
    const measure = (contests: readonly Contest[], pace: Pace) => {
      const chosen = contests.filter(({ name }) => wanted(name))
      return runRounds(chosen, yardstick, pace, peaks, host.tell)
    }

    host.tell('memory')
    const memory = await measureMemory(yardstick, extent.kernels, wanted)
    const kernelsTaken = kernelTitles().some(wanted)
      ? await measure(
          kernelContests(
            await open({ kind: 'kernels', engine: 'wasm', seed }),
            await open({ kind: 'kernels', engine: 'js', seed }),
            yardstick,
            extent.kernels.mostFlops,
          ),
          extent.kernels,
        )
      : new Map()
    const specs = networksOf(extent).filter((spec) => networkTitles(spec).some(wanted))
    const opened: NetworkLabs[] = []
    for (const group of extent.sharedLabs && specs.length > 0 ? [specs] : specs.map((spec) => [spec])) {
      host.tell(`opening ${group.map(networkName).join(', ')}`)
      const wasm = await open({ kind: 'networks', engine: 'wasm', seed, networks: group })
      const js = await open({ kind: 'networks', engine: 'js', seed, networks: group })
      for (const spec of group) opened.push({ spec, wasm, js })
    }
    const { steps, inference, gathers } = networkContests(opened, yardstick, extent.inference.mostFlops)
    const networksTaken = new Map([
      ...(await measure(steps, extent.steps)),
      ...(await measure(inference, extent.inference)),
      ...(await measure(gathers, extent.gathers)),
    ])
    const lateSteps = lateTitles().some(wanted) ? await late(extent, open, yardstick, seed, peaks, host) : []
    if (peaks.length === 0) peaks.push(...first)
    const convergence = await converge(extent, host, wanted)
    if (wanted(COLD_START)) host.tell(COLD_START)
    const coldStart = wanted(COLD_START) ? await measureColdStart(host.library, extent.processes) : null

    const { median: peakGflops, low, high, count: turns } = summarize(peaks)
    return {
      command: 'bench',
      version: host.version,
      seed,
      quick: options.quick,
      machine: describeMachine(),
      peakGflops,
      peak: { first: summarize(first).median, low, high, turns },
      memory,
      kernels: kernelResults(kernelsTaken, peakGflops),
      ...networkResults(networksTaken, peakGflops),
      lateSteps,
      convergence,
      coldStart,
      seconds: Math.round((performance.now() - begin) / 1000),
    }
  } finally {
    for (const lab of labs) await lab.close()
  }
}

async function late(
  { lateUpdates: updates, steps }: Extent,
  open: (spec: LabSpec) => Promise<Lab>,
  yardstick: Lab,
  seed: number,
  peaks: number[],
  { tell }: BenchHost,
): Promise<LateStepResult[]> {
  if (updates === undefined) return []
  const wasm = await open({ kind: 'late steps', engine: 'wasm', seed, updates })
  const js = await open({ kind: 'late steps', engine: 'js', seed, updates })
  return measureLateSteps({ wasm, js, yardstick }, updates, steps, peaks, tell)
}

const convergenceTitle = ({ name }: ConvergenceData) => `convergence ${name}`

async function converge(
  extent: Extent,
  host: BenchHost,
  wanted: (title: string) => boolean,
): Promise<ConvergenceResult[]> {
  const results: ConvergenceResult[] = []
  for (const data of convergenceData) {
    const plan = data.large ? extent.largeConvergence : extent.convergence
    if (plan === undefined || !wanted(convergenceTitle(data))) continue
    host.tell(`loading ${data.name}`)
    const source = await host.loadData(data.name)
    if (source !== undefined) results.push(...(await measureConvergence(data, source, plan, host.tell)))
  }
  return results
}

const extentOf = (short: boolean) => (short ? quick : full)

const networksOf = ({ steps: { mostFlops } }: Extent) => networks.filter((spec) => stepFlops(spec) <= mostFlops)

function titlesOf(extent: Extent): string[] {
  return [
    PEAK,
    ...memoryTitles(),
    ...kernelTitles(),
    ...networksOf(extent).flatMap(networkTitles),
    ...(extent.lateUpdates === undefined ? [] : lateTitles()),
    ...convergenceData.map(convergenceTitle),
    COLD_START,
  ]
}

/**
 * @param only  what `runBench` would be given
 * @param quick the same; a quick run has neither late steps nor the largest networks
 * @throws RangeError where nothing has it in its name
 */
export function checkOnly(only: RegExp, quick = false): RegExp {
  const measures = (extent: Extent) => titlesOf(extent).some((title) => only.test(title))
  if (measures(extentOf(quick))) return only
  if (measures(full)) {
    const next = 'leave out --quick'
    throw new RangeError(message('bench', '--only', 'what a quick run measures', show(only.source), next))
  }
  const expected =
    'what a step, late step, gather, inference, kernel, memory, convergence, peak or cold start has in its name'
  throw new RangeError(message('bench', '--only', expected, show(only.source)))
}
