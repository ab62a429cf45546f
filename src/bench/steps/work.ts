/**
 * How much arithmetic a network needs, in floating-point operations: a multiply and an add count as two.
 *
 * A layer's forward product, its weight gradient and its input gradient take the same number a row each; the first layer has no
 * input gradient. Loss, bias, activation, pooling, gather and update are left out: their time counts, their flops do not, so a
 * share of the peak is never flattered.
 */
import type { BoundLayer, Shape } from '../../layers/layer.js'
import { countValues } from '../../network/tensors.js'
import { type NetworkSpec, planOf } from './networks.js'

type Sizes = Pick<NetworkSpec, 'name' | 'layers'>

export function stepFlops(spec: NetworkSpec): number {
  const [first = 0, ...others] = flopsOf(spec)
  return (2 * first + 3 * others.reduce((sum, flops) => sum + flops, 0)) * spec.batch
}

export function forwardFlops(spec: Sizes, batch: number): number {
  return flopsOf(spec).reduce((sum, flops) => sum + flops, 0) * batch
}

export function parameterCount(spec: Sizes): number {
  return countValues(boundLayers(spec))
}

function flopsOf(spec: Sizes): number[] {
  return boundLayers(spec).map(({ flops = 0 }) => flops)
}

function boundLayers(spec: Sizes): BoundLayer[] {
  const { inputs, layers } = planOf(spec)
  let shape: Shape = typeof inputs === 'number' ? [inputs] : inputs
  return layers.map((layer) => {
    const bound = layer.bind(shape)
    shape = bound.output
    return bound
  })
}
