/** The result of a benchmark: plain JSON. Times are medians over all samples, low and high their quartiles. */
import type { Machine } from '../host/machine.js'
import type { NetworkName } from '../layers/named/by-name.js'

export interface BenchResult {
  readonly command: 'bench'
  readonly version: string
  readonly seed: number
  readonly quick: boolean
  readonly machine: Machine
  /** what this engine can do at most: SIMD multiplies and adds in registers, median of all turns, in GFLOP/s */
  readonly peakGflops: number
  readonly peak: PeakResult
  readonly memory: readonly MemoryResult[]
  readonly kernels: readonly KernelResult[]
  readonly steps: readonly StepResult[]
  readonly oddSizes: readonly OddSizeResult[]
  readonly lateSteps: readonly LateStepResult[]
  readonly gathers: readonly GatherResult[]
  readonly inference: readonly InferenceResult[]
  readonly convergence: readonly ConvergenceResult[]
  readonly coldStart: ColdStartResult | null
  /** whole seconds that the benchmark took */
  readonly seconds: number
}

export interface PeakResult {
  /** before everything else */
  readonly first: number
  readonly low: number
  readonly high: number
  readonly turns: number
}

/** A stream through `bytes` of memory, again and again. */
export interface MemoryResult {
  /** read: every byte once; update: x <- x + y, two reads and a write */
  readonly stream: 'read' | 'update'
  readonly bytes: number
  readonly gigabytesPerSecond: number
  readonly low: number
  readonly high: number
}

/** What every row has that is measured on both engines. */
export interface Rate {
  /** of one call on the wasm engine */
  readonly microseconds: number
  readonly low: number
  readonly high: number
  readonly samples: number
  readonly jsMicroseconds: number
  /** jsMicroseconds / microseconds */
  readonly overJs: number
}

export interface Arithmetic extends Rate {
  readonly gflops: number
  /** gflops / peakGflops */
  readonly ofPeak: number
  readonly jsGflops: number
}

/** For what moves memory: the rate, and its share of a stream over as many bytes. */
export interface Traffic {
  readonly gigabytesPerSecond: number
  readonly stream: 'read' | 'update'
  readonly streamGigabytesPerSecond: number
  readonly ofStream: number
}

export interface KernelResult extends Arithmetic, Partial<Traffic> {
  readonly name: string
  readonly shape: string
}

export interface StepResult extends Arithmetic {
  /** of the network, where it has one: then `layers` are its inputs and outputs */
  readonly name?: NetworkName
  readonly layers: readonly number[]
  readonly batch: number
}

export interface OddSizeResult {
  readonly layers: readonly number[]
  readonly batch: number
  readonly nearest: { readonly layers: readonly number[]; readonly batch: number }
  /** time per flop of the odd network over that of the round one: 1.1 is 10 % slower */
  readonly timePerFlop: number
}

/** A step after many updates that left values to decay, beside a step whose values are all large. */
export interface LateStepResult {
  readonly data: string
  readonly layers: readonly number[]
  readonly batch: number
  /** made before, on both engines, to the same bits */
  readonly updates: number
  readonly microseconds: number
  readonly freshMicroseconds: number
  /** microseconds / freshMicroseconds: 1 is no slower */
  readonly overFresh: number
  readonly jsMicroseconds: number
  readonly jsOverFresh: number
}

export interface GatherResult extends Rate, Traffic {
  readonly inputs: number
  readonly batch: number
}

export interface InferenceResult extends Arithmetic, Partial<Traffic> {
  readonly name?: NetworkName
  readonly layers: readonly number[]
  readonly batch: number
}

export interface ConvergenceResult {
  readonly dataset: string
  readonly layers: readonly number[]
  readonly batch: number
  readonly engine: 'wasm' | 'js'
  readonly schedule: string
  readonly learningRate: number
  /** what it starts from */
  readonly momentum: number
  /** the budget, of those tried, in which the target came after the fewest updates */
  readonly epochs: number
  readonly budgets: readonly number[]
  /** test accuracy, looked at after every `evaluatedEvery` updates */
  readonly target: number
  readonly evaluatedEvery: number
  /** median over the seeds; null where half of them or more never reached the target */
  readonly updates: number | null
  readonly seconds: number | null
  readonly reached: number
  readonly seeds: number
  /** updates whose time was taken; the plain-JS engine is timed on the first ones only, as all its bits are the same */
  readonly timedUpdates: number
}

export interface ColdStartResult {
  /** all in milliseconds, medians of processes started one after the other */
  readonly processToFirstStep: number
  /** of that, until the runtime runs the first line */
  readonly runtimeStart: number
  readonly importLibrary: number
  /** the core's compilation included */
  readonly createNetwork: number
  readonly firstStep: number
  /** decoding, compiling and instantiating the core alone, in processes that do nothing else before */
  readonly compileAndInstantiate: number
  readonly processes: number
  readonly low: number
  readonly high: number
  readonly network: string
}
