/** The smallest residual network for images of 32 x 32 (He et al. 2015, with one block for each size): 6 n + 2 layers, n = 1. */
import { activation } from '../activation.js'
import { dense } from '../dense.js'
import type { Layer } from '../layer.js'
import { residual } from '../residual.js'
import { globalAveragePool } from '../windowed/average-pool-2d.js'
import { normalized } from './normalized.js'

/**
 * The layers of ResNet-8, for images of about 32 x 32: 78,042 parameters and 25 MFLOP an image at 32 x 32 x 3 and ten classes.
 *
 * @param outputs one for each class
 */
export function resnet8(outputs: number): Layer[] {
  const relu = activation('relu')
  const block = (filters: number, stride: number) => [
    residual([...normalized(filters, { stride }), relu, ...normalized(filters)], {
      shortcut: stride === 1 ? 'identity' : normalized(filters, { kernelSize: 1, stride }),
    }),
    relu,
  ]
  return [
    ...normalized(16),
    relu,
    ...block(16, 1),
    ...block(32, 2),
    ...block(64, 2),
    globalAveragePool(),
    dense(outputs),
  ]
}
