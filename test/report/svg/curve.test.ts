import { expect, test } from 'vitest'
import { drawLine, type Line } from '../../../src/report/svg/curve.js'

const frame = { left: 0, top: 0, right: 100, bottom: 100 }
const draw = (line: Partial<Line> & Pick<Line, 'points'>) =>
  drawLine({ color: 'red', ...line }, (point) => point, frame)

test('a line that leaves the frame and comes back is taken up where it enters', () => {
  const [path] = draw({
    points: [
      [0, 50],
      [50, -50],
      [100, 50],
    ],
  })
  expect(path).toContain('d="M0 50L25 0M75 0L100 50"')
})

test('only points inside have dots; open triangles are filled with the paper', () => {
  const points = [
    [10, 10],
    [20, 200],
    [30, null],
  ] as const
  expect(
    draw({ points, dots: true })
      .join('')
      .match(/<circle/g),
  ).toHaveLength(1)
  expect(draw({ points, dots: true, atLeast: true }).join('')).toContain('fill="var(--oc-paper')
})
