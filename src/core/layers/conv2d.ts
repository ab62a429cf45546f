/** The kernels of convolutions, as ./kernels.ts says of all, and the workspace that they need. */
export interface Conv2dKernels {
  /**
   * Y <- activation(bias[O] + the sums of X's windows with W[kh, kw, C, O]). The activation, here and below, is that of code 0
   * or 1: linear or relu.
   */
  conv2dForward(
    y: number,
    x: number,
    w: number,
    bias: number,
    batch: number,
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
    filters: number,
    activation: number,
    work: number,
  ): void
  /** dX <- the gradient for X from dZ, times the derivative of the activation whose output is X */
  conv2dBackwardInput(
    dx: number,
    dz: number,
    w: number,
    x: number,
    batch: number,
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
    filters: number,
    activation: number,
    work: number,
  ): void
  /** rows `from` to `to` - 1 of dW[kh kw C, O] */
  conv2dBackwardWeight(
    dw: number,
    x: number,
    dz: number,
    batch: number,
    from: number,
    to: number,
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
    filters: number,
    work: number,
  ): void
  /** db[O] <- the sums of dZ[B, pixels, O] */
  conv2dBackwardBias(db: number, dz: number, batch: number, pixels: number, filters: number, work: number): void
}

/** A window over images, as the kernels take it. */
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

/** Floats of workspace that the kernels of a convolution need, whatever the batch. */
export function conv2dWorkspace(window: Window, filters: number): number {
  const { height, width, channels, outHeight, outWidth, kh, kw, stride } = window
  const [weights, pixels] = [kh * kw * channels * filters, outHeight * outWidth]
  const block = Math.max(Math.min(Math.floor(16384 / pixels), 128) & ~3, 4)
  const covered = ((outHeight - 1) * stride + kh) * ((outWidth - 1) * stride + kw) * channels
  // panels of the right side, and four images; for the weights an image, and a block of its patches and of sums
  return Math.max(
    (weights / filters) * padded(filters) + 4 + 4 * height * width * channels,
    (weights / channels) * padded(channels) + 4 * pixels * filters,
    pixels * padded(filters) + covered + block * (pixels + filters),
  )
}

/** Columns of the panels that cover n. */
function padded(n: number): number {
  return n > 4 && n < 8 ? 16 : 8 * Math.ceil(n / 8)
}
