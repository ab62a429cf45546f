import { expect, test } from 'vitest'
import { DIGIT_STYLES } from '../../../src/data/generated/digit-strokes.js'
import { writeDigit } from '../../../src/data/generated/handwriting.js'
import { stream } from '../../../src/math/random.js'

test('every digit has three styles of strokes with at least two points, in the square or a fifth of its side outside it', () => {
  expect(DIGIT_STYLES.length).toBe(10)
  for (const styles of DIGIT_STYLES) {
    expect(new Set(styles.map(String)).size).toBe(3)
    for (const stroke of styles.flat()) {
      expect(stroke.length % 2).toBe(0)
      expect(stroke.length).toBeGreaterThanOrEqual(4)
      for (const coordinate of stroke) expect(Math.abs(coordinate - 50)).toBeLessThanOrEqual(70)
    }
  }
})

test('writeDigit gives the same image for the same stream, whatever its scratch held', () => {
  for (let digit = 0; digit < 10; digit++) {
    const clean = new Uint8Array(784)
    const used = new Uint8Array(784).fill(123)
    writeDigit(clean, new Float64Array(784), new Float64Array(784), digit, stream(1, 'test', digit))
    writeDigit(used, new Float64Array(784).fill(0.7), new Float64Array(784).fill(7), digit, stream(1, 'test', digit))
    expect(used).toEqual(clean)
  }
})

test('writeDigit moves the digits about: their centres of ink spread by 1 to 2.5 pixels in both directions', () => {
  const centres: [number, number][] = []
  const image = new Uint8Array(784)
  for (let k = 0; k < 400; k++) {
    writeDigit(image, new Float64Array(784), new Float64Array(784), 0, stream(1, 'test', k))
    let ink = 0
    let x = 0
    let y = 0
    image.forEach((grey, pixel) => {
      if (grey < 100) return
      ink += grey
      x += grey * (pixel % 28)
      y += grey * Math.floor(pixel / 28)
    })
    centres.push([x / ink, y / ink])
  }
  for (const axis of [0, 1] as const) {
    const mean = centres.reduce((sum, centre) => sum + centre[axis], 0) / 400
    const deviation = Math.sqrt(centres.reduce((sum, centre) => sum + (centre[axis] - mean) ** 2, 0) / 400)
    expect(Math.abs(mean - 13.5)).toBeLessThan(0.5)
    expect(deviation).toBeGreaterThan(1)
    expect(deviation).toBeLessThan(2.5)
  }
})
