/** A convolutional network of few channels: five convolutions of 8, 8, 16, 16 and 32 filters. */
import { activation } from '../activation.js'
import { dense } from '../dense.js'
import type { Layer } from '../layer.js'
import { globalAveragePool } from '../windowed/average-pool-2d.js'
import { maxPool2d } from '../windowed/max-pool-2d.js'
import { normalized } from './normalized.js'

/**
 * The layers of a small convolutional network with batch normalisation, for images of about 28 x 28: 9,202 parameters and
 * 2.8 MFLOP an image at 28 x 28 x 1 and ten classes.
 *
 * @param outputs one for each class
 */
export function smallCnn(outputs: number): Layer[] {
  const convolution = (filters: number) => [...normalized(filters), activation('relu')]
  return [
    ...convolution(8),
    ...convolution(8),
    maxPool2d(2),
    ...convolution(16),
    ...convolution(16),
    maxPool2d(2),
    ...convolution(32),
    globalAveragePool(),
    dense(outputs),
  ]
}
