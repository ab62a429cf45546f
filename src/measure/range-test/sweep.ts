/**
 * One sweep: the network is trained with a rate that rises at every update, from the weights it is given, until the sweep
 * ends, the loss explodes or the signal aborts.
 *
 * The loss explodes where its smoothed value is not finite or more than `divergence` times the lowest so far.
 */
import type { Dataset } from '../../data/dataset.js'
import { checkLastBatch } from '../../layers/last-batch.js'
import { arenaOf, type Network } from '../../network/network.js'
import { Clock } from '../../training/clock.js'
import { Training } from '../../training/training.js'
import type { CheckedRangeTest } from './options.js'
import { sweepMomentum, sweepRate } from './rates.js'
import { createSmoother } from './smoothing.js'

/** One value for each update; the loss is that of the batch before the update. */
interface Curve {
  readonly learningRate: readonly number[]
  readonly momentum: readonly number[]
  readonly loss: readonly number[]
  readonly smoothed: readonly number[]
}

export interface SweepResult extends Curve {
  readonly stopped: 'completed' | 'diverged' | 'aborted'
  /** updates of the whole sweep, whether it came to them or not */
  readonly steps: number
  /** weight of the past in `smoothed` */
  readonly smoothing: number
  /** what the probe said before the first update, then after every `every` updates */
  readonly probes: readonly Probe[]
  readonly every: number
  readonly probeRows: number
}

export interface Probe {
  /** updates finished */
  readonly step: number
  readonly loss: number
  /** null where the rows have targets instead of classes */
  readonly accuracy: number | null
}

export interface SweepSetup {
  /** the network to train, a clone; its weights are set at the start of the sweep */
  readonly network: Network
  readonly parameters: Float32Array
  readonly dataset: Dataset
  readonly seed: number
  readonly steps: number
  readonly smoothing: number
  /** rows that are evaluated along the way, and after how many updates each time; Infinity for at the start alone */
  readonly probe: Dataset
  readonly every: number
  /** which sweep of how many this is, for onStep */
  readonly sweep: number
  readonly sweeps: number
}

/** As asked for, unless rows that are held out leave fewer than that, or a last batch of fewer than a layer needs. */
function batchSizeOf(network: Network, dataset: Dataset, given: number): number {
  const { layers } = arenaOf(network)
  for (let size = given; size < dataset.count; size++) {
    try {
      checkLastBatch('findLearningRate', layers, dataset, size)
      return size
    } catch {}
  }
  return dataset.count
}

export async function runSweep(setup: SweepSetup, test: CheckedRangeTest): Promise<SweepResult> {
  const { network, parameters, dataset, seed, steps, smoothing, probe, every, sweep, sweeps } = setup
  const { weightDecay, augment, divergence, signal, onStep } = test
  const batchSize = batchSizeOf(network, dataset, test.batchSize)
  const learningRate = sweepRate(test.sweep, test.from, test.to, steps)
  const momentum = sweepMomentum(test.sweep, test.momentum, steps)
  const curve = { learningRate: [], momentum: [], loss: [], smoothed: [] } as Record<keyof Curve, number[]>
  const probes: Probe[] = []
  const evaluate = (step: number): void => {
    const { loss, accuracy } = network.evaluate(probe)
    probes.push({ step, loss, accuracy })
  }
  const end = (stopped: SweepResult['stopped']): SweepResult => {
    return { stopped, steps, smoothing, ...curve, probes, every, probeRows: probe.count }
  }
  network.setParameters(parameters)
  const training = new Training(network, dataset, {
    epochs: Math.ceil(steps / Math.ceil(dataset.count / batchSize)),
    batchSize,
    seed,
    standardize: false,
    ...(augment && { augment }),
    optimizer: test.optimizer({ learningRate, momentum, weightDecay }),
    onStep: (record) => {
      for (const name of ['learningRate', 'momentum', 'loss'] as const) curve[name].push(record[name])
    },
  })
  const smoother = createSmoother(smoothing)
  let lowest = Infinity
  const clock = new Clock()
  evaluate(0)
  for (let step = 1; step <= steps; step++) {
    if (signal?.aborted) return end('aborted')
    if (!training.update()) return end('diverged')
    const at = step - 1
    const loss = curve.loss[at] as number
    const smoothed = smoother.next(loss)
    curve.smoothed.push(smoothed)
    if (step % every === 0) evaluate(step)
    const rates = { learningRate: curve.learningRate[at] as number, momentum: curve.momentum[at] as number }
    onStep?.({ sweep, sweeps, step, steps, ...rates, loss, smoothed })
    if (!(smoothed <= divergence * lowest)) return end('diverged')
    lowest = Math.min(lowest, smoothed)
    if (clock.tick()) await clock.breathe()
  }
  return end('completed')
}
