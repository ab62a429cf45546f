import { expect, test } from 'vitest'
import { faultOf } from '../judge.mjs'
import { choices } from '../random.mjs'
import { makeCall, namesOfCalls, type WrongCall, wrongCall } from './calls.mjs'
import { admits, declaredCalls } from './declared.mjs'

const right = await namesOfCalls()

test('every function, constructor and method with parameters that the declarations name has a right call', () => {
  const declared = [...declaredCalls().keys()]
  expect(declared.length).toBeGreaterThan(130)
  expect(right.map(({ of }) => of).sort()).toEqual(declared.sort())
})

test('three wrong calls of each are refused in words or rightly taken, and a right one then gives the answer of before', async () => {
  const faults: unknown[] = []
  for (const [index, start] of right.entries()) {
    for (const round of [0, 1, 2]) {
      const wrong = await wrongCall(start, choices(1, 'calls', 3 * index + round))
      const { fault } = await faultOf(makeCall, wrong)
      if (fault !== undefined) faults.push({ wrong, fault })
    }
  }
  expect(faults).toEqual([])
}, 60_000)

/** Of each kind of fault that was found, one. */
const failed: WrongCall[] = [
  { of: 'onecycle train', at: [1, 'labels'], gone: true },
  { of: 'onecycle takeRows', at: [0, 'classes'], to: 'no prototype' },
  { of: 'onecycle takeRows', at: [1, 1], to: 'no text of its own' },
  { of: 'onecycle trainInWorker', at: [2, 'name'], to: 'deep layers' },
  { of: 'onecycle Training', at: [2, 'resume'], to: 'null' },
  { of: 'onecycle toSchedule', at: [0], to: 'undefined' },
  { of: 'onecycle defineSchedule', at: [1, 'a'], to: 'circular' },
  { of: 'onecycle defineSchedule', at: [1, 'a'], to: 'a bigint' },
  { of: 'onecycle defineSchedule', at: [2], to: '3' },
  { of: 'onecycle createNetwork', at: [0, 'layers'], to: 'an array with holes' },
  { of: 'onecycle loadNetwork', at: [0], to: 'a detached Uint8Array' },
  { of: 'onecycle loadNetwork', at: [1, 'layers'], to: '3' },
  { of: 'onecycle loadNetwork', at: [1, 'losses'], to: '{}' },
  { of: 'onecycle/slim cloneNetwork', at: [1, 'start'], to: '() => NaN' },
  { of: 'onecycle/slim selfCheck', at: [0, 'module'], to: '-Infinity' },
  { of: 'onecycle checkReliable', left: 1 },
  { of: 'onecycle historyToCsv', at: [0, 'epochRecords'], to: 'undefined' },
  { of: 'onecycle rangeTestToCsv', at: [0, 'seeds'], to: '{}' },
  { of: 'onecycle studyCost', at: [0, 'budgets'], to: 'true' },
  { of: 'onecycle runTrial', at: [0, 'testAfter'], to: 'Set' },
  { of: 'onecycle runTrial', at: [1, 'validation'], to: 'undefined' },
  { of: 'onecycle trialKey', left: 0 },
  { of: 'onecycle journalLine', at: [1, 'spent', 'training'], to: 'deep objects' },
  { of: 'onecycle withoutTimes', at: [0], to: 'deep layers' },
  { of: 'onecycle suggestRates', at: [2], to: 'a bigint' },
  { of: 'onecycle methodOptimizer', at: [1, 'epochs'], gone: true },
  { of: 'onecycle readIdx', at: [1, 'source'], to: 'Symbol()' },
  { of: 'onecycle runTrial', at: [0, 'epochs'], to: '2^31' },
  { of: 'onecycle trainInWorker', at: [3, 'resume'], to: 'Symbol()' },
  { of: 'onecycle createDataset', at: [0, 'classNames'], to: 'a long array' },
  { of: 'onecycle createDataset', at: [0, 'classNames'], to: 'an array with holes' },
  { of: 'onecycle/slim compare', at: [1, 'runner'], to: '() => NaN' },
  { of: 'onecycle replayCurves', at: [0, 'milestones'], to: 'null' },
  { of: 'onecycle/report rangeTestReport', at: [0, 'smoothed'], to: 'deep arrays' },
  { of: 'onecycle metrics', at: [1, 'classes'], to: 'deep arrays' },
  { of: 'onecycle/report drawChart', at: [0, 'panels', 0, 'series'], to: 'deep arrays' },
  { of: 'onecycle/report drawChart', at: [0, 'panels', 0, 'series', 0], to: 'deep arrays' },
  { of: 'onecycle/slim cloneNetwork', at: [1], to: 'DataView' },
  { of: 'onecycle/js createNetwork', at: [0, 'layers', 0, 'description'], to: 'deep layers' },
  { of: 'onecycle/report rangeTestFigure', at: [0, 'learningRate'], to: 'BigInt64Array' },
  { of: 'onecycle idxDataset', at: [0, 'images'], to: 'a detached Uint8Array' },
  { of: 'onecycle/csv parseCsv', at: [0], to: 'a detached Uint8Array' },
  { of: 'onecycle/csv parseCsv', at: [1, 'name'], to: 'Map' },
  { of: 'onecycle/csv prepareTableInChunks', at: [1, 'indicators'], to: 'an array with holes' },
  { of: 'onecycle/csv applyPreparation', at: [0, 'features'], to: 'an array with holes' },
  { of: 'onecycle/report studyCsv', at: [0, 'runs', 0], to: 'undefined' },
  { of: 'onecycle/report studyReport', at: [3, 'plan', 'targets'], to: 'a long array' },
  { of: 'onecycle/report rangeTestReport', at: [1, 'facts', 0], to: '{ length: 3 }' },
  { of: 'onecycle/report drawChart', at: [0, 'panels', 0, 'series'], to: "String('x')" },
  { of: 'onecycle/report drawTextPlot', at: [0, 'height'], to: 'Date' },
  { of: 'onecycle/report drawPlot', left: 0 },
  { of: 'onecycle/report toneVariables', left: 0 },
  { of: 'onecycle/report logScale', at: [1], to: '[NaN]' },
]

test.each(failed.map((wrong) => [JSON.stringify(wrong), wrong] as const))('%s, which failed once', async (_, wrong) => {
  expect((await faultOf(makeCall, wrong)).fault).toBeUndefined()
})

test('by its declaration dense takes a number and a name, and no value of another kind', () => {
  const [[outputs, activation] = []] = declaredCalls().get('onecycle dense') ?? []
  const admitted = (type = {}) => [3, '3', 'relu', {}].map((value) => admits(type, value))
  expect(admitted(outputs?.type)).toEqual([true, false, false, false])
  expect(admitted(activation?.type)).toEqual([false, true, true, false])
})
