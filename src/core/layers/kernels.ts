/**
 * The kernels of layers beyond dense, which both engines offer where a network has such a layer. As in ../kernels.ts,
 * pointers are byte offsets; formulas, order of operations and aliasing stand in assembly/README.md.
 *
 * X [B, height, width, channels] and Y [B, outHeight, outWidth, ..] are images, channels last. A window of kh x kw taps
 * moves by `stride`; the first one begins `top` rows above and `left` columns before the image.
 */
export interface LayerKernels {
  /** Y <- the largest of each window of X; winners u8 <- which tap that was, each row filled up to a multiple of 4 */
  maxPoolForward(
    y: number,
    winners: number,
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
  ): void
  /** dX <- dY at the winners of Y's windows, added up where windows overlap, and 0 elsewhere */
  maxPoolBackward(
    dx: number,
    dy: number,
    winners: number,
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
  ): void
}
