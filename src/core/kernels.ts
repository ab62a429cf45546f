/**
 * The kernels that both engines offer. All pointers are byte offsets into the core's memory, multiples of 4; all
 * matrices are f32, row-major; sizes are in elements and may be 0. Formulas, order of operations and aliasing:
 * assembly/README.md, one block for each kernel.
 */
export const activations = ['linear', 'relu', 'leakyRelu', 'tanh', 'sigmoid'] as const
/** The activations. */
export type Activation = (typeof activations)[number]

/** The number by which a kernel knows an activation: its place in `activations`. */
export function activationCode(name: Activation): number {
  return activations.indexOf(name)
}

export interface Kernels {
  /**
   * Y[B, O] = activation(bias + X[B, I] W[I, O]). Each product gives rows `from` to `to` - 1 of its result; `stride` is the
   * distance of the result's rows: its width, or more where the pointers stand at some of its columns.
   */
  denseForward(
    y: number,
    x: number,
    w: number,
    bias: number,
    from: number,
    to: number,
    inputs: number,
    outputs: number,
    stride: number,
    activation: number,
    work: number,
  ): void
  /** dW[I, O] = X^T dZ */
  denseBackwardWeight(
    dw: number,
    x: number,
    dz: number,
    batch: number,
    from: number,
    to: number,
    inputs: number,
    outputs: number,
    stride: number,
    work: number,
  ): void
  /** db[O] = sum of the rows of dZ */
  denseBackwardBias(db: number, dz: number, batch: number, outputs: number): void
  /** dX[B, I] = (dZ W^T) times the derivative of the activation whose output is X */
  denseBackwardInput(
    dx: number,
    dz: number,
    w: number,
    x: number,
    from: number,
    to: number,
    inputs: number,
    outputs: number,
    stride: number,
    activation: number,
    work: number,
  ): void
  /** X[n] <- activation(X) */
  activate(x: number, n: number, activation: number): void
  /** D[n] <- D times the derivative of the activation whose output is Y[n] */
  activationBackward(d: number, y: number, n: number, activation: number): void
  /** P[B, C] <- softmax of the rows of Z; P may be Z */
  softmax(p: number, z: number, batch: number, classes: number): void
  /** dZ[B, C] <- gradient of the mean loss, labels i32 [B]; returns the sum of the losses; dZ may be Z */
  softmaxCrossEntropy(dz: number, z: number, labels: number, batch: number, classes: number, work: number): number
  /** dY[n] <- gradient of the mean squared error; returns the sum of the squares; dY may be Y */
  meanSquaredError(dy: number, y: number, targets: number, n: number): number
  /** dZ[n] <- gradient of the mean loss, from logits; returns the sum of the losses; dZ may be Z */
  binaryCrossEntropy(dz: number, z: number, targets: number, n: number): number
  /** one update of W[n] and its velocity V[n] from the gradient G[n]; nesterov is 0 or 1 */
  sgdStep(
    w: number,
    v: number,
    g: number,
    n: number,
    learningRate: number,
    momentum: number,
    weightDecay: number,
    nesterov: number,
  ): void
  /** one update of W[n] and its moments M[n], V[n] from the gradient G[n]; assembly/adam_f32.ts names the scalars */
  adamStep(
    w: number,
    m: number,
    v: number,
    g: number,
    n: number,
    rate: number,
    beta1: number,
    beta2: number,
    scale: number,
    epsilon: number,
    decay: number,
    keep: number,
  ): void
  /** one update of W[n], its mean square S[n] and velocity V[n] from the gradient G[n] */
  rmspropStep(
    w: number,
    s: number,
    v: number,
    g: number,
    n: number,
    learningRate: number,
    rho: number,
    momentum: number,
    epsilon: number,
    weightDecay: number,
  ): void
  /** to i32 [B] <- index of the first largest value of each row of Z[B, C] */
  argmax(to: number, z: number, batch: number, classes: number): void
  /** X[R, I] <- (raw - mean[I]) * scale[I], raw u8 [R, I] */
  standardizeU8(x: number, raw: number, mean: number, scale: number, rows: number, inputs: number): void
  /** X[R, I] <- (raw[rows] - mean[I]) * scale[I], raw u8 [.., I], rows i32 [R] */
  gatherU8(x: number, raw: number, rows: number, mean: number, scale: number, count: number, inputs: number): void
  /** as gatherU8, raw f32 */
  gather(x: number, raw: number, rows: number, mean: number, scale: number, count: number, inputs: number): void
  /** X[R, I] <- (raw - mean[I]) * scale[I], raw f32 [R, I]; X may be raw */
  standardize(x: number, raw: number, mean: number, scale: number, rows: number, inputs: number): void
}

/** Floats of workspace of the cross-entropy: 3 x 8 vectors of sums and 256 of logits (assembly/softmax_lanes_f32.ts). */
export const CROSS_ENTROPY_WORKSPACE = 4 * (3 * 8 + 256)

/** Floats of workspace that the three products of one dense layer need. */
export function denseWorkspace(batch: number, inputs: number, outputs: number): number {
  return Math.max(productWorkspace(batch, inputs), productWorkspace(inputs, batch), productWorkspace(batch, outputs))
}

/** For C[m, n] with k summed: a group of panels of B and all tiles of A. */
function productWorkspace(m: number, k: number): number {
  return 64 * k + 4 * k * Math.ceil(m / 4)
}
