import { describe, expect, test } from 'vitest'
import { coloured, colourOf, gridOf, squareOf } from '../../../../web/src/learned/plane/plane.ts'

describe('plane', () => {
  test('the square holds every point, with a margin of 8 % of its reach', () => {
    const { x, y, reach } = squareOf([0, 0, 4, 1, 2, 3])
    expect([x, y]).toEqual([2, 1.5])
    expect(reach).toBeCloseTo(2.16, 12)
  })

  test('the grid begins at the top left and ends at the bottom right, in the middles of its cells', () => {
    const grid = gridOf({ x: 0, y: 0, reach: 2 }, 4)
    expect(grid).toHaveLength(32)
    expect([...grid.slice(0, 4)]).toEqual([-1.5, 1.5, -0.5, 1.5])
    expect([...grid.slice(-2)]).toEqual([1.5, -1.5])
  })

  test('paper where classes are equally likely, half of a colour where one is certain', () => {
    const pixels = coloured(
      [0.5, 0.5, 1, 0, 0, 1],
      3,
      [200, 200, 200],
      [
        [0, 0, 0],
        [100, 200, 100],
      ],
    )
    expect([...pixels]).toEqual([200, 200, 200, 255, 100, 100, 100, 255, 150, 200, 150, 255])
  })

  test('long and short colours are read alike', () => {
    expect(colourOf('#ff8000')).toEqual([255, 128, 0])
    expect(colourOf(' #fff'.trim())).toEqual(colourOf('#ffffff'))
  })
})
