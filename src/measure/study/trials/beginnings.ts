/**
 * Trials that begin alike share their beginning. Two that differ in their length alone are the same run, bit for bit, for as
 * long as their schedules have the same values: through a warm-up of so many updates and a constant part, say, from which
 * cool-downs branch off. The shorter one then goes on from the longer one as it was at the end of an epoch.
 * Keys and results are those of trials that ran alone: this saves work and changes nothing.
 */
import type { Optimizer } from '../../../optimizers/optimizer.js'
import { canonicalJson } from '../journal.js'
import type { TrialConfig } from '../trial.js'
import { optimizerFor } from './run-trial.js'

/** A trial, and shorter ones that begin as it does. */
export interface Family {
  readonly longest: TrialConfig
  /** each with the epochs that it need not run */
  readonly branches: readonly { readonly config: TrialConfig; readonly shared: number }[]
}

/** Epochs that a shorter trial has in common with a longer one of the same name but for the length. */
export type Common = (longer: TrialConfig, shorter: TrialConfig) => number

/** Every trial once, as the longest of its family or as a branch. */
export function familiesOf(configs: readonly TrialConfig[], common: Common): Family[] {
  const groups = new Map<string, TrialConfig[]>()
  for (const config of configs) {
    const name = canonicalJson({ ...config, epochs: 0, testAfter: [], lookAfter: [] })
    groups.set(name, [...(groups.get(name) ?? []), config])
  }
  return [...groups.values()].flatMap((group) =>
    divided(
      group.sort((a, b) => b.epochs - a.epochs),
      common,
    ),
  )
}

function divided([longest, ...shorter]: readonly TrialConfig[], common: Common): Family[] {
  if (longest === undefined) return []
  const branches = shorter.map((config) => ({ config, shared: common(longest, config) }))
  const apart = branches.filter(({ shared }) => shared === 0).map(({ config }) => config)
  return [{ longest, branches: branches.filter(({ shared }) => shared > 0) }, ...divided(apart, common)]
}

/**
 * The whole epochs through which two trials that differ in their length alone are one run: while learning rate and momentum
 * are the same, if nothing else of the optimizers differs. The shorter one reads the test set itself, so they part there at
 * the latest, and before the end of an epoch at which it alone is looked at. What a function computes is known to itself
 * alone: nothing is shared.
 */
export function commonEpochs(longer: TrialConfig, shorter: TrialConfig, stepsPerEpoch: number): number {
  if (typeof longer.definition?.sha256 === 'string') return 0
  const optimizers = [longer, shorter].map((config) => optimizerFor(config, config.epochs * stepsPerEpoch, new Map()))
  const [one, other] = optimizers as [Optimizer, Optimizer]
  if (restOf(one) !== restOf(other)) return 0
  const most = Math.min(shorter.epochs, ...shorter.testAfter, ...beforeOwnLooks(longer, shorter)) * stepsPerEpoch
  const same = (step: number): boolean =>
    Object.is(one.learningRate(step), other.learningRate(step)) && Object.is(one.momentum(step), other.momentum(step))
  let step = 0
  while (step < most && same(step)) step++
  return Math.floor(step / stepsPerEpoch)
}

function beforeOwnLooks(longer: TrialConfig, { lookAfter, epochs }: TrialConfig): number[] {
  if (lookAfter === undefined) return []
  const own = [...lookAfter, epochs].filter((epoch) => longer.lookAfter?.includes(epoch) !== true)
  return own.map((epoch) => epoch - 1)
}

/** All of an optimizer but its two schedules. */
function restOf({ description: { learningRate: _, momentum: __, ...rest } }: Optimizer): string {
  return canonicalJson(rest)
}
