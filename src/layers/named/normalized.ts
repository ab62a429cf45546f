/** A convolution of 3 x 3 with batch normalisation, of which the newer networks are made. */
import { batchNorm } from '../batch-norm.js'
import type { Layer } from '../layer.js'
import { conv2d } from '../windowed/conv2d.js'

/** Without a bias: the normalisation would take it away again, and has its own. */
export function normalized(filters: number, { kernelSize = 3, stride = 1 } = {}): Layer[] {
  return [conv2d(filters, { kernelSize, stride, padding: 'same', initialization: 'he', useBias: false }), batchNorm()]
}
