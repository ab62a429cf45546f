/** The networks' part of the benchmark: training steps, the gather of a batch, inference. */
import type { StreamCase } from '../kernels/cases.js'
import { streamName } from '../kernels/yardstick.js'
import type { Contest, Samples } from '../lab/rounds.js'
import type { Lab } from '../lab/spec.js'
import { arithmeticOf, rateOf, trafficOf } from '../rates.js'
import type { GatherResult, InferenceResult, OddSizeResult, StepResult } from '../result.js'
import { bytesOfNumber, type NetworkSpec, networkName, networks, sizesText } from './networks.js'
import { inferenceBatches, taskOfNetwork } from './tasks.js'
import { forwardFlops, parameterCount, stepFlops } from './work.js'

export interface NetworkLabs {
  readonly spec: NetworkSpec
  readonly wasm: Lab
  readonly js: Lab
}

export const stepTitle = (spec: NetworkSpec) => `step ${networkName(spec)}`
const gatherTitle = (spec: NetworkSpec) => `gather ${networkName(spec)}`
const inferenceTitle = (spec: NetworkSpec, rows: number) => `inference ${sizesText(spec)} (${rows})`

/** What one row reads at least, and what the gather of a batch touches. */
const weightsOf = (spec: NetworkSpec) => readOf(4 * parameterCount(spec))
const readOf = (bytes: number): StreamCase => ({ kind: 'read', bytes: Math.ceil(bytes / 128) * 128 })

/** Bytes that a gather cannot do without: every feature is read once and written once, as f32. */
function gatherBytes(spec: NetworkSpec): number {
  const [inputs = 0] = spec.layers
  return spec.batch * inputs * (bytesOfNumber(spec) + 4)
}

function gatherStream(spec: NetworkSpec): StreamCase {
  return { kind: 'update', bytes: Math.ceil(gatherBytes(spec) / 128) * 128 }
}

/** What is the same work for several networks is measured for the first one. */
const isFirst = (spec: NetworkSpec, work: (spec: NetworkSpec) => string) =>
  networks.find((other) => work(other) === work(spec)) === spec
const gathers = (spec: NetworkSpec) => isFirst(spec, ({ layers, batch }) => `${layers[0]} ${batch}`)
const inferenceBatchesOf = (spec: NetworkSpec) => (isFirst(spec, sizesText) ? inferenceBatches : [])

/** The titles of the contests of one network; labs are needed for it only if one is wanted. */
export function networkTitles(spec: NetworkSpec): string[] {
  return [
    stepTitle(spec),
    ...(gathers(spec) ? [gatherTitle(spec)] : []),
    ...inferenceBatchesOf(spec).map((rows) => inferenceTitle(spec, rows)),
  ]
}

export interface NetworkContests {
  readonly steps: Contest[]
  readonly inference: Contest[]
  readonly gathers: Contest[]
}

/** @param mostFlops leaves out inference that does more in one call */
export function networkContests(labs: readonly NetworkLabs[], yardstick: Lab, mostFlops: number): NetworkContests {
  const contests: NetworkContests = { steps: [], inference: [], gathers: [] }
  for (const { spec, wasm, js } of labs) {
    const contest = (name: string, task: string, stream?: StreamCase): Contest => ({
      name,
      wasm: { lab: wasm, task: taskOfNetwork(spec, task) },
      js: { lab: js, task: taskOfNetwork(spec, task) },
      ...(stream && { stream: { lab: yardstick, task: streamName(stream) } }),
    })
    contests.steps.push(contest(stepTitle(spec), 'step'))
    if (gathers(spec)) contests.gathers.push(contest(gatherTitle(spec), 'gather', gatherStream(spec)))
    for (const rows of inferenceBatchesOf(spec)) {
      if (forwardFlops(spec, rows) > mostFlops) continue
      const stream = rows === 1 ? weightsOf(spec) : undefined
      contests.inference.push(contest(inferenceTitle(spec, rows), `forward ${rows}`, stream))
    }
  }
  return contests
}

export interface NetworkResults {
  readonly steps: StepResult[]
  readonly oddSizes: OddSizeResult[]
  readonly gathers: GatherResult[]
  readonly inference: InferenceResult[]
}

/** @param taken samples by contest; what is not in it is left out */
export function networkResults(taken: ReadonlyMap<string, Samples>, peak: number): NetworkResults {
  const results: NetworkResults = { steps: [], oddSizes: [], gathers: [], inference: [] }
  for (const spec of networks) {
    const { name, layers, batch, nearest } = spec
    const sizes = { ...(name && { name }), layers }
    const step = taken.get(stepTitle(spec))
    if (step) results.steps.push({ ...sizes, batch, ...arithmeticOf(step, stepFlops(spec), peak) })
    const round = nearest && taken.get(stepTitle(nearest))
    if (step && nearest && round) {
      const perFlop = rateOf(step).microseconds / stepFlops(spec)
      const timePerFlop = (perFlop * stepFlops(nearest)) / rateOf(round).microseconds
      results.oddSizes.push({ layers, batch, nearest, timePerFlop })
    }
    const gather = taken.get(gatherTitle(spec))
    if (gather) {
      const traffic = trafficOf(gather, gatherBytes(spec), gatherStream(spec))
      results.gathers.push({ inputs: layers[0] as number, batch, ...rateOf(gather), ...traffic })
    }
    for (const rows of inferenceBatchesOf(spec)) {
      const samples = taken.get(inferenceTitle(spec, rows))
      if (samples === undefined) continue
      const traffic = rows === 1 ? trafficOf(samples, 4 * parameterCount(spec), weightsOf(spec)) : undefined
      results.inference.push({
        ...sizes,
        batch: rows,
        ...arithmeticOf(samples, forwardFlops(spec, rows), peak),
        ...traffic,
      })
    }
  }
  return results
}
