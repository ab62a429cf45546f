/** One range test in this worker, told by messages; its other end is find-learning-rate-in-worker.ts. */
import { augmentationFromDescription } from '../data/images/augmentation/from-description.js'
import { findLearningRate } from '../measure/range-test/range-test.js'
import type { Network } from '../network/network.js'
import { type RangeReport, type StartRangeTest, sweptBy } from './range-test-messages.js'

export async function runRangeTest(start: StartRangeTest, network: Network): Promise<void> {
  const { port, dataset, options, optimizer, augment, steps, aborted } = start
  const tell = (report: RangeReport) => port.postMessage(report)
  const controller = new AbortController()
  if (aborted) controller.abort()
  port.onmessage = () => controller.abort()
  const range = await findLearningRate(network, dataset, {
    ...options,
    augment: augment.map(augmentationFromDescription),
    ...(optimizer && { optimizer: sweptBy(optimizer) }),
    ...(steps && { onStep: (record) => tell({ type: 'step', record }) }),
    signal: controller.signal,
  })
  tell({ type: 'range', range })
}
