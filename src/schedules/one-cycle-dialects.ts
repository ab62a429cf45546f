/**
 * What "1cycle" means in each library: one row a dialect and anneal, nothing else differs.
 *
 * `last` is totalSteps - 1, the step of the final value, in every dialect. PyTorch counts like that. optax reaches its
 * end at step transition_steps, so a run of totalSteps here is optax's transition_steps = totalSteps - 1; fastai's
 * curve is a function of the share of the run, which is step / last here.
 */

/** How the rate of 1cycle goes from one value to the next. */
export type OneCycleAnneal = 'cosine' | 'linear'

export interface OneCycleShape {
  /** share of the run spent rising, unless told; `widest` is the most that the shape has room for */
  readonly warmupFraction: number
  readonly widest: number
  /** initial rate = peak / initialDivisor */
  readonly initialDivisor: number
  /** final rate = (initial rate, or peak where finalFromPeak) / finalDivisor */
  readonly finalDivisor: number
  readonly finalFromPeak?: boolean
  /**
   * The steps at which the phases end, fractions of a step included.
   * Two: up to the peak, down to the final rate. Three: up, down to the initial rate, on to the final rate.
   */
  readonly ends: (last: number, warmupFraction: number) => readonly number[]
}

const pytorch: OneCycleShape = {
  warmupFraction: 0.3,
  widest: 1,
  initialDivisor: 25,
  finalDivisor: 1e4,
  ends: (last, f) => [f * (last + 1) - 1, last],
}

const pytorchThreePhase: OneCycleShape = {
  ...pytorch,
  widest: 0.5,
  ends: (last, f) => [f * (last + 1) - 1, 2 * f * (last + 1) - 2, last],
}

const fastai: OneCycleShape = {
  ...pytorch,
  warmupFraction: 0.25,
  finalDivisor: 1e5,
  finalFromPeak: true,
  ends: (last, f) => [f * last, last],
}

const optaxCosine: OneCycleShape = { ...pytorch, ends: (last, f) => [Math.floor(f * last), last] }

const optaxLinear: OneCycleShape = {
  ...pytorch,
  widest: 0.85,
  ends: (last, f) => [Math.floor(f * last), Math.floor(0.85 * last), last],
}

/**
 * Smith and Topin, arXiv 1708.07120: one triangle shorter than the budget (here 90 % of it), then down by orders of
 * magnitude. The initial divisor is the 10 of arXiv 1803.09820, the final one that of its ImageNet runs.
 */
const paper: OneCycleShape = {
  warmupFraction: 0.45,
  widest: 0.5,
  initialDivisor: 10,
  finalDivisor: 1000,
  ends: (last, f) => [Math.floor(f * last), 2 * Math.floor(f * last), last],
}

/** dialect -> anneal -> shape; the first anneal is the default one. */
export const dialects: Readonly<Record<OneCycleDialect, Partial<Record<OneCycleAnneal, OneCycleShape>>>> = {
  paper: { linear: paper },
  pytorch: { cosine: pytorch, linear: pytorch },
  'pytorch-three-phase': { cosine: pytorchThreePhase, linear: pytorchThreePhase },
  fastai: { cosine: fastai },
  optax: { cosine: optaxCosine, linear: optaxLinear },
}

/** Whose 1cycle. */
export type OneCycleDialect = 'paper' | 'pytorch' | 'pytorch-three-phase' | 'fastai' | 'optax'

export const dialectNames = /* @__PURE__ */ Object.keys(dialects) as readonly OneCycleDialect[]

export const DEFAULT_DIALECT: OneCycleDialect = 'pytorch'
