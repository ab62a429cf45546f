/** The public names with a core that the caller supplies: no bytes inside. */
import { type EngineOptions, loadEngineOf, selfCheckOf } from '../core/engine/load.js'
import type { LoadedEngine } from '../core/engine/loaded.js'
import type { SelfCheck } from '../core/engine/self-check.js'
import { type Engine, resolveSupplied } from '../core/engine/supplied.js'
import type { ThreadsOption } from '../core/threads/option.js'
import type { Study } from '../measure/study/analysis/result.js'
import type { TrialData } from '../measure/study/data.js'
import type { StudyOptions } from '../measure/study/options.js'
import { compareOf, type RunningOptions } from '../measure/study/study.js'
import type { TrialConfig, TrialOptions, TrialRecord } from '../measure/study/trial.js'
import { runTrialOf } from '../measure/study/trials/run-trial.js'
import { cloneNetworkOf, createNetworkOf, loadNetworkOf } from '../network/make.js'
import type { Network } from '../network/network.js'
import type { OwnParts, PlanOptions } from '../network/plan.js'

export type { WasmSource } from '../core/engine/source.js'
export * from './common.js'
export type { Engine, EngineOptions }

/** Options of `createNetwork`. */
export interface NetworkOptions extends PlanOptions, ThreadsOption {
  /** the core of this release (a module, bytes, a Response, a URL, or a promise of one), or what `loadEngine` gave */
  engine: Engine
}

/**
 * Builds a network with seeded starting weights.
 *
 * @throws TypeError, RangeError for options that are not as documented; RangeError if the memory does not suffice; Error
 *   with a `code` where the host cannot run the engine (see `loadEngine`)
 */
export const createNetwork: (options: NetworkOptions) => Promise<Network> =
  /* @__PURE__ */ createNetworkOf(resolveSupplied)

/**
 * Reads what `network.save()` wrote.
 *
 * @param options `layers` and `losses` give your own layers and losses back, where the network has any
 * @throws RangeError for a foreign, newer, truncated or corrupt file
 */
export const loadNetwork: (
  bytes: Uint8Array,
  options: OwnParts & ThreadsOption & { engine: Engine },
) => Promise<Network> = /* @__PURE__ */ loadNetworkOf(resolveSupplied)

/**
 * A copy with memory of its own: same plan, parameters and input scale, no optimizer state.
 *
 * @param engine by default the one of `network`
 */
export const cloneNetwork: (network: Network, engine?: Engine) => Promise<Network> =
  /* @__PURE__ */ cloneNetworkOf(resolveSupplied)

/**
 * Fetches, compiles and checks a core ahead of its first network. Nothing is done twice: a module is checked once.
 *
 * @returns the engine, to be passed as `engine` to `createNetwork`; `engine.name` tells which it is
 * @throws TypeError, RangeError for a value that is not an engine; Error with a `code` (E_WASM_FETCH, E_NO_SIMD, E_WASM_CSP, E_WASM_EMBEDDER, E_WRONG_BITS, ...)
 *   and the remedy where the host cannot run it
 */
export const loadEngine: (engine: Engine, options?: EngineOptions) => Promise<LoadedEngine> =
  /* @__PURE__ */ loadEngineOf(resolveSupplied)

/** The self-check of an engine as a result instead of an error; run once for each. Errors of the host as in `loadEngine`. */
export const selfCheck: (engine: Engine) => Promise<SelfCheck> = /* @__PURE__ */ selfCheckOf(resolveSupplied)

/**
 * Runs a study: how much sooner one schedule arrives at a target than others that were given the same chance.
 *
 * @returns plain JSON; apart from what stands under the name `seconds` it depends on the options alone
 * @throws TypeError, RangeError for options that are not as documented, before any work is done
 */
export const compare: (options: StudyOptions, running?: RunningOptions<Engine>) => Promise<Study> =
  /* @__PURE__ */ compareOf(resolveSupplied)

/**
 * Runs one trial of a study. Divergence is a result: the run ends, and what would come after is missing.
 *
 * @throws TypeError, RangeError for a configuration that is not as documented; the signal's reason when it aborts
 */
export const runTrial: (config: TrialConfig, data: TrialData, options?: TrialOptions<Engine>) => Promise<TrialRecord> =
  /* @__PURE__ */ runTrialOf(resolveSupplied)
