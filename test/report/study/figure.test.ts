import { expect, test } from 'vitest'
import { studyFigure } from '../../../src/report/study/figure.js'
import { schedules, study } from './studies.js'

test('a study is one SVG file that names every method once, marks its targets and has a line for each', () => {
  const svg = studyFigure(study)
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="760"/)
  expect(svg).not.toContain('var(')
  for (const name of schedules) expect(svg.split(`>${name}</text>`)).toHaveLength(2)
  expect(svg).toContain('target 93 %')
  expect(svg.match(/<svg /g)).toHaveLength(2)
})

test('anything but a study is refused', () => {
  expect(() => studyFigure({} as never)).toThrow(/^studyFigure: "study" expected .*compare/)
})
