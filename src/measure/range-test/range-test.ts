/**
 * The learning-rate range test (Smith, arXiv 1506.01186): train for some updates with a rate that rises from far too low to
 * far too high, and read from the curve of the loss between which rates training works.
 *
 * One sweep is one draw of starting weights and batches, so there is one for each seed, and what is suggested are medians
 * over the seeds. All of it happens on a clone: the network that is asked about, the order of its data and everything
 * random stay as they were, to the bit.
 */

import type { Dataset } from '../../data/dataset.js'
import { least } from '../../math/extremes.js'
import type { Network } from '../../network/network.js'
import { type Lab, openLab } from './lab.js'
import { type CheckedRangeTest, checkRangeTest, defaultSteps, type RangeTestOptions } from './options.js'
import { stepsPerDecade } from './rates.js'
import { type Reading, readSweep } from './reading.js'
import type { RangeTest, RangeTestFacts, SeedResult, SweepCurve } from './result.js'
import { lagOf, smooth, weightOfLag } from './smoothing.js'
import { agreementOf, intervalOf, medianRates, medianSuggestions, sweepLag } from './summary.js'
import type { SweepResult } from './sweep.js'
import { reasonsAgainst } from './verdict.js'

/**
 * Suggests learning rates for a network on a dataset.
 *
 * @returns the curves, the suggestions and, unless `reliable` is false, `suggested` { base, peak, low, high }: `peak` is for
 *   `oneCycle`. That there is no reliable answer is a result, with its `reasons`
 * @throws TypeError, RangeError for options or data that do not fit. Abort is a result, as divergence is
 */
export async function findLearningRate(
  network: Network,
  dataset: Dataset,
  options: RangeTestOptions = {},
): Promise<RangeTest> {
  const test = checkRangeTest(network, dataset, options)
  const range = await runTest(network, dataset, test)
  if (options.steps !== undefined || range.reliable || test.signal?.aborted) return range
  return runTest(network, dataset, checkRangeTest(network, dataset, { ...options, steps: defaultSteps[1] }))
}

async function runTest(network: Network, dataset: Dataset, test: CheckedRangeTest): Promise<RangeTest> {
  const lab = await openLab(network, dataset, test)
  try {
    return await runIn(lab, test)
  } finally {
    lab.close()
  }
}

async function runIn(lab: Lab, test: CheckedRangeTest): Promise<RangeTest> {
  const sweeps: SweepResult[] = []
  for (let index = 0; index < test.seeds; index++) {
    sweeps.push(await lab.main(index))
    if (test.signal?.aborted) break
  }
  const readings = sweeps.map((sweep) => readSweep(sweep, test, lab.constant))
  const suggestions = medianSuggestions(readings)
  const rates = medianRates(readings)
  const agreement = agreementOf(suggestions)
  const interval = intervalOf(readings)
  const sensitivity = await sensitivityOf(lab, test, readings)
  const heldOut = await heldOutOf(lab, test)
  const reasons = reasonsAgainst({
    metric: test.metric,
    aborted: test.signal?.aborted ?? false,
    readings,
    stepsPerDecade: test.sweep === 'exponential' ? stepsPerDecade(test, test.steps) : null,
    heldOut,
    spread: interval?.decades ?? 0,
    disagreement: agreement?.middle ?? null,
  })
  const { sweep, metric, from, to, steps, batchSize, momentum, weightDecay } = test
  const facts: RangeTestFacts = {
    sweep,
    metric,
    from,
    to,
    steps,
    batchSize,
    momentum,
    weightDecay,
    start: lab.start,
    ...curveOf(sweeps[0] as SweepResult, metric),
    lag: sweepLag(test, rates?.high),
    suggestions,
    agreement,
    interval,
    sensitivity,
    seeds: sweeps.map((sweep, index) => seedResult(sweep, readings[index] as Reading, test, index)),
    reasons,
  }
  if (reasons.length === 0 && rates !== null) return { ...facts, reliable: true, suggested: rates }
  return { ...facts, reliable: false, suggested: null }
}

async function sensitivityOf(
  lab: Lab,
  test: CheckedRangeTest,
  [first]: readonly Reading[],
): Promise<RangeTestFacts['sensitivity']> {
  const whole = first?.suggested?.peak
  if (whole === undefined || test.signal?.aborted) return null
  const sweep = await lab.half()
  const peak = sweep && readSweep(sweep, test, lab.constant).suggested?.peak
  return sweep && peak ? { steps: sweep.steps, peak, ratio: peak / whole } : null
}

/** The lowest smoothed loss on held-out rows. */
async function heldOutOf(lab: Lab, test: CheckedRangeTest) {
  if (test.signal?.aborted) return null
  const control = await lab.control()
  if (control === null) return null
  const { probes, smoothing, every } = control.sweep
  const losses = probes.map(({ loss }) => loss).filter(Number.isFinite)
  return { constant: control.constant, lowest: least(smooth(losses, weightOfLag(lagOf(smoothing) / every))) }
}

function curveOf({ stopped, learningRate, loss, smoothed, probes }: SweepResult, metric: string): SweepCurve {
  const accuracy = probes.flatMap(({ step, accuracy }) => (accuracy === null ? [] : [{ step, accuracy }]))
  return { stopped, learningRate, loss, smoothed, ...(metric === 'accuracy' ? { accuracy } : {}) }
}

function seedResult(
  sweep: SweepResult,
  reading: Reading,
  { seed, metric }: CheckedRangeTest,
  index: number,
): SeedResult {
  const { suggestions, suggested } = reading
  return { seed: seed + index, ...curveOf(sweep, metric), suggestions, suggested }
}
