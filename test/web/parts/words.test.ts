import { expect, test } from 'vitest'
import { epochsText, listed, short } from '../../../web/src/parts/words.ts'

test('one epoch is no epochs, and thousands are told apart', () => {
  expect([1, 2, 1600].map(epochsText)).toEqual(['1 epoch', '2 epochs', '1,600 epochs'])
})

test('a list has its last element after "and"', () => {
  expect([[], ['a'], [5, 10], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', '5 and 10', 'a, b and c'])
})

test('a number has four digits at most after which it is rounded, but none before the point is lost', () => {
  const values = [0.010100000000000001, 0.10000000000000002, 0.31622776601683794, -2.34567, 123456, 0]
  expect(values.map(short)).toEqual(['0.0101', '0.1', '0.3162', '-2.346', '123456', '0'])
})
