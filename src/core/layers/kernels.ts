import type { Conv2dKernels, WindowNumbers } from './conv2d.js'

/**
 * The kernels of layers beyond dense, which both engines offer where a network has such a layer. As in ../kernels.ts,
 * pointers are byte offsets; formulas, order of operations and aliasing stand in assembly/README.md.
 *
 * X [B, height, width, channels] and Y [B, outHeight, outWidth, ..] are images, channels last. A window of kh x kw taps
 * moves by `stride`; the first one begins `top` rows above and `left` columns before the image.
 */
export interface LayerKernels extends Conv2dKernels {
  /** Y <- the largest of each window of X; winners u8 <- which tap that was, each row filled up to a multiple of 4 */
  maxPoolForward(...args: [y: number, winners: number, x: number, batch: number, ...window: WindowNumbers]): void
  /** dX <- dY at the winners of Y's windows, added up where windows overlap, and 0 elsewhere */
  maxPoolBackward(...args: [dx: number, dy: number, winners: number, batch: number, ...window: WindowNumbers]): void
  /** mean[C], variance[C] <- those of X[N, C], the biased variance; N >= 1 */
  batchNormMoments(mean: number, variance: number, x: number, count: number, channels: number): void
  /** Y[N, C] <- (X - mean) factor + shift, each [C] */
  batchNormForward(
    y: number,
    x: number,
    mean: number,
    factor: number,
    shift: number,
    count: number,
    channels: number,
  ): void
  /** dgamma[C] <- sum of dY xhat, dbeta[C] <- sum of dY, with xhat = (X - mean) inverse */
  batchNormBackwardScale(
    dgamma: number,
    dbeta: number,
    dy: number,
    x: number,
    mean: number,
    inverse: number,
    count: number,
    channels: number,
  ): void
  /** dX[N, C] <- (dY - a - xhat b) factor, each [C] */
  batchNormBackwardInput(
    dx: number,
    dy: number,
    x: number,
    mean: number,
    inverse: number,
    a: number,
    b: number,
    factor: number,
    count: number,
    channels: number,
  ): void
  /** Y[n] <- X sigmoid(X (a + b X^2)), the square up to 10,000 */
  gateForward(y: number, x: number, n: number, a: number, b: number): void
  /** dX[n] <- dY times the derivative of that at X */
  gateBackward(dx: number, dy: number, x: number, n: number, a: number, b: number): void
  /** Y[n] <- X scale, or 0 where a hash of the place and two words, 32 bits without sign, is under the threshold; Y may be X */
  dropout(y: number, x: number, n: number, first: number, second: number, threshold: number, scale: number): void
  /** Y <- the mean of each window of X, over the taps inside the image */
  averagePoolForward(...args: [y: number, x: number, batch: number, ...window: WindowNumbers]): void
  /** dX <- dY of each window shared out evenly over its taps inside the image, added up where windows overlap */
  averagePoolBackward(...args: [dx: number, dy: number, batch: number, ...window: WindowNumbers]): void
  /** Y[n] <- A + B; Y may be either */
  add(y: number, a: number, b: number, n: number): void
  /** Y[N, C] <- (X - mean) inverse gamma + beta; moments[N, 2] <- mean and inverse = 1 / sqrt(variance + epsilon) of each n */
  layerNormForward(
    y: number,
    moments: number,
    x: number,
    gamma: number,
    beta: number,
    count: number,
    channels: number,
    epsilon: number,
  ): void
  /** dgamma[C] <- sum of dY xhat, dbeta[C] <- sum of dY, with xhat = (X - mean) inverse */
  layerNormBackwardScale(
    dgamma: number,
    dbeta: number,
    dy: number,
    x: number,
    moments: number,
    count: number,
    channels: number,
  ): void
  /** dX[N, C] <- (g - mean of g - xhat (mean of g xhat)) inverse, g = dY gamma */
  layerNormBackwardInput(
    dx: number,
    dy: number,
    x: number,
    moments: number,
    gamma: number,
    count: number,
    channels: number,
  ): void
  /** Y <- bias + each channel of X convolved with its own window W[kh, kw, channels] */
  depthwiseForward(
    ...args: [y: number, x: number, w: number, bias: number, batch: number, ...window: WindowNumbers]
  ): void
  /** dW <- sum of X dZ over images and windows; db <- the sums of dZ, unless db is 0; work holds kh kw channels floats */
  depthwiseBackwardWeight(
    ...args: [dw: number, db: number, x: number, dz: number, batch: number, ...window: WindowNumbers, work: number]
  ): void
  /** dX <- sum of dZ W over the windows that have the pixel */
  depthwiseBackwardInput(...args: [dx: number, dz: number, w: number, batch: number, ...window: WindowNumbers]): void
}
