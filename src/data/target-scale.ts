/** How the targets of a dataset were scaled, t = (raw - mean[o]) scale[o] for each output: what undoes it asks here. */
export interface TargetScale {
  readonly mean: readonly number[]
  /** 1 / standard deviation */
  readonly scale: readonly number[]
}

/** The scale of a dataset's targets; null where they are in their own unit. */
export function targetScaleOf({ targetScale }: { readonly targetScale?: TargetScale }): TargetScale | null {
  return targetScale ?? null
}
