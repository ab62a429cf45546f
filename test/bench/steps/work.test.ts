import { expect, test } from 'vitest'
import { kernelCases } from '../../../src/bench/kernels/cases.js'
import { networks } from '../../../src/bench/steps/networks.js'
import { forwardFlops, parameterCount, stepFlops } from '../../../src/bench/steps/work.js'

test('a step takes 6 weights batch flops less the first input gradient: 784-128-10 at 64 takes 26,181,632', () => {
  // 6 (784 128 + 128 10) 64 - 2 784 128 64
  expect(stepFlops({ layers: [784, 128, 10], batch: 64 })).toBe(26_181_632)
  // 6 (784 1024 + 1024 1024 + 1024 10) 256 - 2 784 1024 256
  expect(stepFlops({ layers: [784, 1024, 1024, 10], batch: 256 })).toBe(2_448_424_960)
})

test('a network of one layer has two products a step: 30-1 at 32 takes 4 30 32 flops', () => {
  expect(stepFlops({ layers: [30, 1], batch: 32 })).toBe(3840)
})

test('the products of the kernel cases add up to the flops of each step', () => {
  for (const spec of networks) {
    if (spec.name) continue
    const products = kernelCases([spec]).filter(({ name, stream }) => name.startsWith('dense_') && !stream)
    expect(products.reduce((sum, { flops }) => sum + flops, 0)).toBe(stepFlops(spec))
  }
})

test('a forward pass takes 2 weights flops a row: 2-16-16-2 at 3 rows takes 1,920', () => {
  const layers = [2, 16, 16, 2]
  expect(forwardFlops({ layers }, 3)).toBe(1920)
  expect(parameterCount({ layers })).toBe(354)
})

test('a step of LeNet at 64 takes 843.5 MFLOP: no input gradient of its first convolution', () => {
  const lenet = { name: 'lenet', layers: [784, 10], batch: 64 } as const
  // multiply-adds of a row: 24 24 20 25, 8 8 50 500, 800 500, 500 10
  expect(stepFlops(lenet)).toBe(64 * 2 * (2 * 288_000 + 3 * (1_600_000 + 400_000 + 5000)))
  expect(parameterCount(lenet)).toBe(431_080)
})

test('a step of small-cnn at 128 takes 1.07 GFLOP, of resnet-8 9.49: the first convolution has no input gradient', () => {
  // forward of a row, and its first convolution: 28 28 8 9, 32 32 16 27 multiply-adds
  expect(stepFlops({ name: 'small-cnn', layers: [784, 10], batch: 128 })).toBe(128 * (3 * 2_823_040 - 112_896))
  expect(stepFlops({ name: 'resnet-8', layers: [3072, 10], batch: 128 })).toBe(128 * (3 * 25_003_264 - 884_736))
})
