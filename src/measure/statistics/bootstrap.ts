/** The bias-corrected and accelerated interval of the bootstrap (Efron 1987), whatever is drawn. */
import { normalCdf, normalQuantile } from './normal.js'

/** What was drawn, as `boundOf` reads it. */
export interface Resampled {
  /** ascending */
  readonly replicates: Float64Array
  readonly bias: number
  readonly acceleration: number
}

/** @param draw the statistic of one resample */
export function drawReplicates(
  observed: number,
  resamples: number,
  draw: () => number,
  acceleration: number,
): Resampled {
  const replicates = new Float64Array(resamples)
  let below = 0
  for (let r = 0; r < resamples; r++) {
    const replicate = draw()
    replicates[r] = replicate
    // ties count half: few seeds have few medians, so many replicates equal the observed ratio
    below += replicate < observed ? 1 : replicate === observed ? 0.5 : 0
  }
  const share = Math.min(Math.max(below / resamples, 0.5 / resamples), 1 - 0.5 / resamples)
  return { replicates: replicates.sort(), bias: normalQuantile(share), acceleration }
}

/** The bound at the deviate z, negative for the lower one. */
export function boundOf({ replicates, bias, acceleration }: Resampled, z: number): number {
  const shifted = bias + z
  const stretch = 1 - acceleration * shifted
  // past the pole of the correction the bound is the outermost replicate
  const p = stretch > 0 ? normalCdf(bias + shifted / stretch) : z < 0 ? 0 : 1
  const rank = p * (replicates.length + 1)
  const index = (z < 0 ? Math.floor(rank) : Math.ceil(rank)) - 1
  return replicates[Math.min(Math.max(index, 0), replicates.length - 1)] as number
}
