/** Kinds that a network of dense layers does not have: where a description names one, registry.ts is loaded for it. */
export const seldomKinds = [
  'activation',
  'averagePool2d',
  'batchNorm',
  'conv1d',
  'conv2d',
  'depthwiseConv2d',
  'dropout',
  'flatten',
  'globalAveragePool',
  'layerNorm',
  'maxPool2d',
  'residual',
] as const
export type SeldomKind = (typeof seldomKinds)[number]
