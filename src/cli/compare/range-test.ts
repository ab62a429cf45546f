/** --range-test: the range test that a user of 1cycle would make first. It is shown and charged, and chooses nothing. */
import { createNetwork, type Dataset, type Engine } from '../../entry/index.js'
import { findLearningRate } from '../../measure/range-test/range-test.js'
import { networkPlan } from '../../measure/study/network.js'
import type { StudyPlan } from '../../measure/study/plan.js'
import type { ShownRangeTest } from '../../report/range-test/section.js'

export interface StudyRangeTest {
  readonly shown: ShownRangeTest
  /** of all its sweeps */
  readonly updates: number
}

/** @param rows the part of the training set that trials learn from */
export async function studyRangeTest(
  plan: StudyPlan,
  rows: Dataset,
  engine: Engine,
  signal: AbortSignal,
): Promise<StudyRangeTest> {
  const { batchSize, momentum, split } = plan
  const weightDecay = plan.weightDecays[0] as number
  const network = await createNetwork({ ...networkPlan(plan, rows, split.seed), engine })
  let updates = 0
  const test = await findLearningRate(network, rows, {
    momentum,
    weightDecay,
    signal,
    batchSize,
    onStep: () => {
      updates++
    },
  })
  signal.throwIfAborted()
  const { learningRate, loss, smoothed, seeds, reliable, reasons, suggested } = test
  const shown = { learningRate, loss, smoothed, seeds: seeds.length, reliable, reasons, suggested }
  return { shown, updates }
}
