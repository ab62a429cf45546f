/** The kernels of convolutions, as ./kernels.ts says of all, and the workspace that they need. */

/** A window over images: of a convolution or a pool, forward and backward. */
export interface Window {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly outHeight: number
  readonly outWidth: number
  readonly kh: number
  readonly kw: number
  readonly stride: number
  readonly top: number
  readonly left: number
}

/** The same as kernels take it, number by number: a step makes no array for it. */
export type WindowNumbers = [
  height: number,
  width: number,
  channels: number,
  outHeight: number,
  outWidth: number,
  kh: number,
  kw: number,
  stride: number,
  top: number,
  left: number,
]

export interface Conv2dKernels {
  /**
   * Y <- activation(bias[O] + the sums of X's windows with W[kh, kw, C, O]). The activation, here and below, is that of code 0
   * or 1: linear or relu.
   */
  conv2dForward(
    ...args: [
      y: number,
      x: number,
      w: number,
      bias: number,
      batch: number,
      ...window: WindowNumbers,
      filters: number,
      activation: number,
      work: number,
    ]
  ): void
  /** dX <- the gradient for X from dZ, times the derivative of the activation whose output is X */
  conv2dBackwardInput(
    ...args: [
      dx: number,
      dz: number,
      w: number,
      x: number,
      batch: number,
      ...window: WindowNumbers,
      filters: number,
      activation: number,
      work: number,
    ]
  ): void
  /** of each ky the rows `from` to `to` - 1 of dW[kh, kw C, O]; db[O] <- the sums of dZ, unless db is 0 */
  conv2dBackwardWeight(
    ...args: [
      dw: number,
      db: number,
      x: number,
      dz: number,
      batch: number,
      from: number,
      to: number,
      ...window: WindowNumbers,
      filters: number,
      work: number,
    ]
  ): void
}

/** Floats of workspace that the kernels of a convolution need, whatever the batch. */
export function conv2dWorkspace(window: Window, filters: number): number {
  const { height, width, channels, outHeight, outWidth, kh, kw, stride } = window
  const [weights, pixels] = [kh * kw * channels * filters, outHeight * outWidth]
  const tiles = Math.max(Math.min(Math.floor(4096 / pixels), 16), 1)
  const rows = (outHeight - 1) * stride + kh
  const covered = rows * ((outWidth - 1) * stride + kw) * channels
  const strips = 4 * Math.max(rows * outWidth, tiles * pixels)
  // panels of the right side, and eight images; for the weights an image, some of its patches, and sums
  return Math.max(
    (weights / filters) * padded(filters) + 4 + 8 * height * width * channels,
    (weights / channels) * padded(channels) + 8 * pixels * filters,
    pixels * padded(filters) + covered + strips + 4 * Math.max(kh, tiles) * filters,
  )
}

/** Columns of the panels that cover n. */
function padded(n: number): number {
  return n > 4 && n < 8 ? 16 : 8 * Math.ceil(n / 8)
}
