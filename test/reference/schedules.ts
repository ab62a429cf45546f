/**
 * Schedules of other libraries, from their documented formulas, in plain float64 with the host's Math.
 *
 * They are written for comparison, not for use: nothing is guarded, so what the sources do at tiny totals or past their
 * end (negative rates, division by zero) they do too. `step` counts finished updates, unless told otherwise.
 */

export const cosineAnneal = (start: number, end: number, share: number): number =>
  end + ((start - end) / 2) * (Math.cos(Math.PI * share) + 1)
export const linearAnneal = (start: number, end: number, share: number): number => (end - start) * share + start
const annealBy = { cosine: cosineAnneal, linear: linearAnneal }
type Anneal = keyof typeof annealBy

export interface Rates {
  learningRate: number
  momentum: number
}

/** PyTorch OneCycleLR: phase ends at pct T - 1 (2 pct T - 2) and T - 1; a phase starts where the one before it ended. */
export function pytorchOneCycle(
  step: number,
  o: {
    totalSteps: number
    maxLr: number
    pctStart?: number
    divFactor?: number
    finalDivFactor?: number
    anneal?: Anneal
    threePhase?: boolean
  },
): Rates {
  const { totalSteps, maxLr, pctStart = 0.3, divFactor = 25, finalDivFactor = 1e4, anneal = 'cosine' } = o
  const initialLr = maxLr / divFactor
  const minLr = initialLr / finalDivFactor
  const up = { end: pctStart * totalSteps - 1, lr: [initialLr, maxLr], momentum: [0.95, 0.85] }
  const phases = o.threePhase
    ? [
        up,
        { end: 2 * pctStart * totalSteps - 2, lr: [maxLr, initialLr], momentum: [0.85, 0.95] },
        { end: totalSteps - 1, lr: [initialLr, minLr], momentum: [0.95, 0.95] },
      ]
    : [up, { end: totalSteps - 1, lr: [maxLr, minLr], momentum: [0.85, 0.95] }]
  let start = 0
  for (const [i, phase] of phases.entries()) {
    if (step <= phase.end || i === phases.length - 1) {
      const share = (step - start) / (phase.end - start)
      const between = ([a, b]: number[]) => annealBy[anneal](a as number, b as number, share)
      return { learningRate: between(phase.lr), momentum: between(phase.momentum) }
    }
    start = phase.end
  }
  throw new Error('unreachable')
}

/** fastai fit_one_cycle: two cosines over the share of the run; the final divisor divides the peak. */
export function fastaiOneCycle(
  share: number,
  o: { lrMax: number; div?: number; divFinal?: number; pctStart?: number },
): Rates {
  const { lrMax, div = 25, divFinal = 1e5, pctStart = 0.25 } = o
  const combined = (start: number, middle: number, end: number) =>
    share < pctStart
      ? start + ((1 + Math.cos(Math.PI * (1 - share / pctStart))) * (middle - start)) / 2
      : middle + ((1 + Math.cos(Math.PI * (1 - (share - pctStart) / (1 - pctStart)))) * (end - middle)) / 2
  return { learningRate: combined(lrMax / div, lrMax, lrMax / divFinal), momentum: combined(0.95, 0.85, 0.95) }
}

/** optax piecewise_interpolate_schedule: every interval is evaluated and weighed by 0 or 1, so 0 / 0 spoils the sum. */
export function optaxPiecewise(
  count: number,
  anneal: Anneal,
  initial: number,
  boundaries: readonly (readonly [number, number])[],
): number {
  const bounds = [0, ...boundaries.map(([at]) => at)]
  const values = [initial]
  for (const [, scale] of boundaries) values.push((values.at(-1) as number) * scale)
  let sum = count >= (bounds.at(-1) as number) ? (values.at(-1) as number) : 0
  for (let i = 0; i + 1 < bounds.length; i++) {
    const from = bounds[i] as number
    const to = bounds[i + 1] as number
    const share = (count - from) / (to - from)
    sum += Number(from <= count && count < to) * annealBy[anneal](values[i] as number, values[i + 1] as number, share)
  }
  return sum
}

export function optaxCosineOneCycle(count: number, transitionSteps: number, peak: number, pctStart = 0.3): number {
  return optaxPiecewise(count, 'cosine', peak / 25, [
    [Math.floor(pctStart * transitionSteps), 25],
    [transitionSteps, 1 / (25 * 1e4)],
  ])
}

export function optaxLinearOneCycle(count: number, transitionSteps: number, peak: number, pctStart = 0.3): number {
  return optaxPiecewise(count, 'linear', peak / 25, [
    [Math.floor(pctStart * transitionSteps), 25],
    [Math.floor(0.85 * transitionSteps), 1 / 25],
    [transitionSteps, 1 / 1e4],
  ])
}

/** Smith's formula of the cyclical learning rate, as in PyTorch's CyclicLR with equal halves. */
export function smithCyclical(
  iteration: number,
  base: number,
  max: number,
  stepsize: number,
  amplitude: (cycle: number, iteration: number) => number,
): number {
  const cycle = Math.floor(1 + iteration / (2 * stepsize))
  const x = Math.abs(iteration / stepsize - 2 * cycle + 1)
  return base + (max - base) * Math.max(0, 1 - x) * amplitude(cycle, iteration)
}

export const pytorchStepLR = (epoch: number, lr: number, stepSize: number, gamma: number): number =>
  lr * gamma ** Math.floor(epoch / stepSize)

export const pytorchMultiStepLR = (epoch: number, lr: number, milestones: number[], gamma: number): number =>
  lr * gamma ** milestones.filter((m) => epoch >= m).length

export const pytorchExponentialLR = (epoch: number, lr: number, gamma: number): number => lr * gamma ** epoch

export const pytorchPolynomialLR = (epoch: number, lr: number, totalIters: number, power: number): number =>
  lr * (1 - Math.min(totalIters, epoch) / totalIters) ** power

export const pytorchCosineAnnealingLR = (epoch: number, lr: number, tMax: number, etaMin: number): number =>
  etaMin + ((lr - etaMin) * (1 + Math.cos((Math.PI * epoch) / tMax))) / 2

export function pytorchWarmRestarts(epoch: number, lr: number, t0: number, tMult: number, etaMin: number): number {
  let ti = t0
  let current = epoch
  while (current >= ti) {
    current -= ti
    ti *= tMult
  }
  return etaMin + ((lr - etaMin) * (1 + Math.cos((Math.PI * current) / ti))) / 2
}

/** PyTorch LinearLR from a start factor to 1. */
export const pytorchLinearLR = (epoch: number, lr: number, startFactor: number, totalIters: number): number =>
  lr * (startFactor + ((1 - startFactor) * Math.min(totalIters, epoch)) / totalIters)

export const kerasExponentialDecay = (step: number, lr: number, decaySteps: number, decayRate: number): number =>
  lr * decayRate ** (step / decaySteps)

export const kerasInverseTimeDecay = (step: number, lr: number, decaySteps: number, decayRate: number): number =>
  lr / (1 + (decayRate * step) / decaySteps)

export function kerasPolynomialDecay(
  step: number,
  lr: number,
  decaySteps: number,
  endLr: number,
  power: number,
): number {
  return (lr - endLr) * (1 - Math.min(step, decaySteps) / decaySteps) ** power + endLr
}

export function kerasCosineDecay(step: number, lr: number, decaySteps: number, alpha: number): number {
  const decay = 0.5 * (1 + Math.cos((Math.PI * Math.min(step, decaySteps)) / decaySteps))
  return lr * ((1 - alpha) * decay + alpha)
}

/** Keras holds values[i] up to and including boundaries[i]. */
export function kerasPiecewiseConstantDecay(step: number, boundaries: number[], values: number[]): number {
  const i = boundaries.findIndex((b) => step <= b)
  return values[i === -1 ? boundaries.length : i] as number
}

/** fastai fit_flat_cos over the share of the run. */
export const fastaiFlatCosine = (share: number, lr: number, pctStart: number, divFinal: number): number =>
  share < pctStart ? lr : cosineAnneal(lr, lr / divFinal, (share - pctStart) / (1 - pctStart))

/** Cool-down by 1 - sqrt over the last `decay` of n steps (arXiv 2405.18392), from 1 to 0. */
export const oneMinusSqrt = (step: number, n: number, decay: number): number =>
  step < n - decay ? 1 : 1 - Math.sqrt((step - (n - decay)) / decay)

export interface PlateauRules {
  mode: 'min' | 'max'
  factor: number
  patience: number
  cooldown: number
  threshold: number
  thresholdMode: 'rel' | 'abs'
  minLr: number
  eps: number
}

/** PyTorch ReduceLROnPlateau: the learning rate after each metric. */
export function pytorchPlateau(metrics: readonly number[], initialLr: number, o: PlateauRules): number[] {
  let lr = initialLr
  let best = o.mode === 'min' ? Infinity : -Infinity
  let bad = 0
  let cooling = 0
  const better = (a: number): boolean => {
    if (o.mode === 'min') return a < (o.thresholdMode === 'rel' ? best * (1 - o.threshold) : best - o.threshold)
    return a > (o.thresholdMode === 'rel' ? best * (1 + o.threshold) : best + o.threshold)
  }
  return metrics.map((metric) => {
    if (better(metric)) {
      best = metric
      bad = 0
    } else bad += 1
    if (cooling > 0) {
      cooling -= 1
      bad = 0
    }
    if (bad > o.patience) {
      const next = Math.max(lr * o.factor, o.minLr)
      if (lr - next > o.eps) lr = next
      cooling = o.cooldown
      bad = 0
    }
    return lr
  })
}
