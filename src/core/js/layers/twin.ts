/** The kernels of layers beyond dense in plain JS: the twins of assembly/layers, which give the same bits. */
import type { LayerKernels } from '../../layers/kernels.js'
import type { Memory } from '../../memory.js'
import { addKernels } from './add.js'
import { averagePoolKernels } from './average-pool.js'
import { batchNormKernels } from './batch-norm.js'
import { conv2dKernels } from './conv2d.js'
import { conv2dWeightKernels } from './conv2d-weight.js'
import { depthwiseKernels } from './depthwise.js'
import { dropoutKernels } from './dropout.js'
import { gateKernels } from './gate.js'
import { layerNormKernels } from './layer-norm.js'
import { maxPoolKernels } from './max-pool.js'

export function layersOver(memory: Memory): LayerKernels {
  return {
    ...conv2dKernels(memory),
    ...conv2dWeightKernels(memory),
    ...maxPoolKernels(memory),
    ...addKernels(memory),
    ...averagePoolKernels(memory),
    ...batchNormKernels(memory),
    ...depthwiseKernels(memory),
    ...layerNormKernels(memory),
    ...gateKernels(memory),
    ...dropoutKernels(memory),
  }
}
