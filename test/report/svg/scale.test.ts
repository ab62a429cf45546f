import { expect, test } from 'vitest'
import { accuracyScale, linearScale, logScale, type Scale } from '../../../src/report/svg/scale.js'

test('a linear scale ends where its values end, with round ticks inside', () => {
  const epochs = linearScale(0, 16, { whole: true })
  expect(epochs.ticks.map(({ text }) => text)).toEqual(['0', '4', '8', '12', '16'])
  expect([epochs.at(0), epochs.at(8), epochs.at(16)]).toEqual([0, 0.5, 1])
  const rates = linearScale(0, 0.093)
  expect(rates.at(0.093)).toBe(1)
  expect(rates.ticks.map(({ text }) => text)).toEqual(['0.00', '0.02', '0.04', '0.06', '0.08'])
})

test('of whole numbers the last is a tick, and thousands are grouped', () => {
  const texts = (high: number) => linearScale(0, high, { whole: true }).ticks.map(({ text }) => text)
  expect(texts(79_000)).toEqual(['0', '20,000', '40,000', '60,000', '79,000'])
  expect(texts(13)).toEqual(['0', '5', '10', '13'])
  expect(texts(1)).toEqual(['0', '1'])
})

test('a log scale has equal room for equal ratios', () => {
  const scale = logScale(0.5, 8)
  expect(scale.at(0.5)).toBe(0)
  expect(scale.at(2)).toBeCloseTo(0.5, 12)
  expect(scale.at(8)).toBeCloseTo(1, 12)
  expect(scale.ticks.map(({ value }) => value)).toEqual([0.5, 1, 2, 5])
  expect(logScale(1, 12, [1, 5, 12]).ticks.map(({ text }) => text)).toEqual(['1', '5', '12'])
  expect(logScale(3, 3, [3]).at(3)).toBe(0)
})

test('a log scale within one decade has two ticks at least, ten at most', () => {
  const ticks = (low: number, high: number) => logScale(low, high).ticks.map(({ value }) => value)
  expect(ticks(6.3, 9.3)).toEqual([7, 8, 9])
  expect(ticks(0.61, 0.79)).toEqual([0.65, 0.7, 0.75])
  expect(ticks(4.352, 4.357)).toEqual([4.352, 4.353, 4.354, 4.355, 4.356, 4.357])
  for (let low = 1; low < 10; low += 0.07) {
    for (const ratio of [1.2, 1.5, 2, 4, 9]) {
      expect(ticks(low, low * ratio).length).toBeGreaterThanOrEqual(2)
      expect(ticks(low, low * ratio).length).toBeLessThanOrEqual(10)
    }
  }
})

test('an accuracy scale has equal room for equal ratios of the error: 90, 99 and 99.9 %', () => {
  const scale = accuracyScale(0.9, 0.999)
  expect(scale.at(0.9)).toBe(0)
  expect(scale.at(0.99)).toBeCloseTo(0.5, 9)
  expect(scale.at(0.999)).toBeCloseTo(1, 9)
  expect(Number.isFinite(scale.at(1))).toBe(true)
})

test('accuracy ticks are in percent, unless another text is asked for', () => {
  const texts = (scale: Scale) => scale.ticks.map(({ text }) => text)
  expect(texts(accuracyScale(0.9, 0.999))).toContain('99 %')
  expect(texts(accuracyScale(0.9, 0.999, 6, String))).toContain('0.99')
})

test('accuracy ticks are round, lie inside, ascend, and are never closer than the most allow', () => {
  for (const [low, high] of [
    [0.1, 0.93],
    [0.9, 0.984],
    [0.955, 0.982],
    [0, 0.999],
  ] as const) {
    const { ticks, at } = accuracyScale(low, high, 6)
    expect(ticks.length).toBeGreaterThanOrEqual(2)
    expect(ticks.length).toBeLessThanOrEqual(7)
    for (const [i, { value }] of ticks.entries()) {
      expect(value).toBeGreaterThanOrEqual(low)
      expect(value).toBeLessThanOrEqual(high)
      if (i > 0) expect(at(value) - at(ticks[i - 1]?.value ?? 0)).toBeGreaterThanOrEqual(1 / 6 - 1e-9)
    }
  }
  expect(accuracyScale(0.9, 0.984).ticks.map(({ text }) => text)).toContain('95 %')
})
