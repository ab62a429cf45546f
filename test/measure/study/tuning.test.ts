import { expect, test } from 'vitest'
import { bestRate, checkRateSearch, coarseRates, fineRates, type RateScore } from '../../../src/measure/study/tuning.js'

const search = { low: 0.01, high: 1, coarse: 3, fine: 2 }
const score = (rate: number, accuracy: number | null, loss: number | null = 0.1): RateScore => ({
  rate,
  weightDecay: 0,
  accuracy,
  loss,
})

test('the grid is even in log rate and ends where the range does', () => {
  expect(coarseRates(search)).toEqual([0.01, 0.1, 1])
  expect(coarseRates({ low: 0.003, high: 0.5, coarse: 4, fine: 0 })).toEqual([0.003, 0.01651, 0.09086, 0.5])
})

test('half of the fine rates lie on either side of the best, at an end of the grid all on its one side', () => {
  const scores = (best: number): RateScore[] =>
    coarseRates(search).map((rate) => score(rate, rate === best ? 0.9 : 0.8))
  expect(fineRates(search, scores(0.1))).toEqual([0.03162, 0.3162])
  expect(fineRates(search, scores(0.01))).toEqual([0.02154, 0.04642])
  expect(fineRates(search, scores(1))).toEqual([0.2154, 0.4642])
  expect(fineRates({ ...search, fine: 0 }, scores(0.1))).toEqual([])
  expect(fineRates({ ...search, fine: 4 }, scores(0.1))).toHaveLength(4)
})

test('the best rate has the highest accuracy; ties go to the lower loss, then to the lower rate; divergence loses', () => {
  expect(bestRate([score(1, null, null), score(0.1, 0.2), score(0.01, 0.1)]).rate).toBe(0.1)
  expect(bestRate([score(1, 0.9, 0.3), score(0.1, 0.9, 0.2)]).rate).toBe(0.1)
  expect(bestRate([score(1, 0.9), score(0.1, 0.9)]).rate).toBe(0.1)
  expect(bestRate([score(1, null, null), score(0.1, null, null)]).rate).toBe(0.1)
})

test('a range without width and odd numbers of fine rates are refused', () => {
  const check = (change: object) => () => checkRateSearch('compare', { ...search, ...change })
  expect(check({ high: 0.01 })).toThrow('compare rates: "high" expected a rate above low, 0.01, got 0.01')
  expect(check({ fine: 3 })).toThrow('compare rates: "fine" expected an even number, got 3')
  expect(check({ coarse: 1 })).toThrow('compare rates: "coarse" expected a whole number from 2 to 100, got 1')
  expect(check({ low: 0 })).toThrow('compare rates: "low" expected a positive finite number, got 0')
})
