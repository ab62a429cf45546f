import { expect, test } from 'vitest'
import {
  type Precise,
  preciseCosPi,
  preciseExp,
  preciseLog,
  precisePower,
  preciseSinPi,
  ulps,
} from '../reference/precise.js'

/** The value cut off after 40 decimals. */
function decimals({ mantissa, exponent }: Precise): string {
  const scaled = (mantissa * 10n ** 40n) >> BigInt(-exponent)
  const digits = scaled.toString().padStart(41, '0')
  return `${digits.slice(0, -40)}.${digits.slice(-40)}`
}

test('the oracle of the elementary functions gives published constants to 40 decimals', () => {
  expect(decimals(preciseExp(1))).toBe('2.7182818284590452353602874713526624977572')
  expect(decimals(preciseExp(-1))).toBe('0.3678794411714423215955237701614608674458')
  expect(decimals(preciseLog(2))).toBe('0.6931471805599453094172321214581765680755')
  expect(decimals(preciseLog(10))).toBe('2.3025850929940456840179914546843642076011')
  expect(decimals(precisePower(2, 0.5))).toBe('1.4142135623730950488016887242096980785696')
  // the square root of 1/2, and half the root of 2 - root 2
  expect(decimals(preciseCosPi(0.25))).toBe('0.7071067811865475244008443621048490392848')
  expect(decimals(preciseSinPi(0.125))).toBe('0.3826834323650897717284599840303988667613')
})

test('ulps measures in units of the last place', () => {
  const one: Precise = { mantissa: 1n, exponent: 0 }
  expect(ulps(1, one)).toBe(0)
  expect(ulps(1 + 2 ** -52, one)).toBe(1)
  expect(ulps(1 - 2 ** -53, one)).toBe(-1)
  expect(ulps(1, { mantissa: 3n, exponent: -1 })).toBe(-(2 ** 51))
  expect(ulps(0, { mantissa: 1n, exponent: -1075 })).toBe(-0.5)
  expect(Math.abs(ulps(Math.E, preciseExp(1)))).toBeLessThan(0.5)
  expect(Math.abs(ulps(Math.LN2, preciseLog(2)))).toBeLessThan(0.5)
})
