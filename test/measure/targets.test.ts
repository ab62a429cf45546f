import { expect, test } from 'vitest'
import { checkTargets } from '../../src/measure/targets.js'

test('targets come back ascending and once', () => {
  expect(checkTargets('compare', [0.98, 0.9, 0.98])).toEqual([0.9, 0.98])
})

test('targets outside (0, 1) are refused, percent with the fraction that is meant', () => {
  const refuse = (targets: unknown) => () => checkTargets('compare', targets as number[])
  expect(refuse([0.9, 98.1])).toThrow(/^compare: "targets\[1\]" expected .*, got 98\.1; for 98\.1 % say 0\.981/)
  expect(refuse([1])).toThrow(/^compare: "targets\[0\]" expected .*, got 1; for 1 % say 0\.01/)
  expect(refuse([-0.1])).toThrow(/^compare: "targets\[0\]" expected .*, got -0\.1/)
  expect(refuse([100])).toThrow(/^compare: "targets\[0\]" expected .*, got 100/)
  expect(refuse(['0.9'])).toThrow(TypeError)
  expect(refuse(0.9)).toThrow(/^compare: "targets" expected .*, got 0\.9/)
})
