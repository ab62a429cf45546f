/** LeNet as Caffe has it (LeCun et al. 1998): nothing between a convolution and its pooling. */

import { dense } from '../dense.js'
import type { Layer } from '../layer.js'
import { conv2d } from '../windowed/conv2d.js'
import { maxPool2d } from '../windowed/max-pool-2d.js'

/**
 * The layers of LeNet as Caffe has it, for small images: 431,080 parameters and 4.6 MFLOP an image at 28 x 28 x 1 and ten classes.
 *
 * @param outputs one for each class
 */
export function lenet(outputs: number): Layer[] {
  return [
    conv2d(20, { kernelSize: 5 }),
    maxPool2d(2),
    conv2d(50, { kernelSize: 5 }),
    maxPool2d(2),
    dense(500, 'relu', 'glorot'),
    dense(outputs),
  ]
}
