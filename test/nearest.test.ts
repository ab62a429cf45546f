import { expect, test } from 'vitest'
import { didYouMean, nearestTo } from '../src/nearest.js'

test('the nearest name within two edits, whatever its case; none where all are further away', () => {
  expect(nearestTo('Prise', ['size', 'price'])).toBe('price')
  expect(didYouMean('prrice', ['size', 'price'])).toBe('did you mean price?')
  expect(nearestTo('colour', ['size', 'price'])).toBeUndefined()
  // all of a short name changed is another name
  expect(nearestTo('ab', ['cd'])).toBeUndefined()
})

test('names of 100,000 letters are compared in less than 100 ms', () => {
  const name = 'y'.repeat(100_000)
  const begin = performance.now()
  expect(nearestTo(name, [`${name}x`, name])).toBeUndefined()
  expect(performance.now() - begin).toBeLessThan(100)
})
