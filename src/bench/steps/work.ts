/**
 * How much arithmetic a network needs, in floating-point operations: a multiply and an add count as two.
 *
 * A layer's forward product, its weight gradient and its input gradient take 2 inputs outputs flops a row each; the first
 * layer has no input gradient. Loss, bias, activation, gather and update are left out: their time counts, their flops
 * do not, so a share of the peak is never flattered.
 */

/** @param layers sizes from the inputs to the outputs, such as [784, 128, 10] */
export function stepFlops(layers: readonly number[], batch: number): number {
  const [inputs = 0, first = 0] = layers
  return (6 * weightCount(layers) - 2 * inputs * first) * batch
}

export function forwardFlops(layers: readonly number[], batch: number): number {
  return 2 * weightCount(layers) * batch
}

/** Weights without the biases. */
export function weightCount(layers: readonly number[]): number {
  let sum = 0
  for (let l = 1; l < layers.length; l++) sum += (layers[l - 1] as number) * (layers[l] as number)
  return sum
}

export function parameterCount(layers: readonly number[]): number {
  return weightCount(layers) + layers.slice(1).reduce((sum, outputs) => sum + outputs, 0)
}
