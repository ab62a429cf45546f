import { expect, test } from 'vitest'
import { raceFigure } from '../../../web/src/export/race-figure.ts'
import { race } from './race.ts'

test('the figure is one SVG file with two plots, each lane by its name and colour, the target and the SHA-256', () => {
  const svg = raceFigure(race)
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="800" height="652"/)
  expect(svg.match(/<svg /g)).toHaveLength(3)
  expect(svg).not.toMatch(/var\(|undefined|NaN/)
  expect(svg).toContain('linear, weights abababababab<')
  expect(svg).toContain('steps, &quot;own&quot; &amp; &lt;low>')
  expect(svg).toContain('target 80 %')
  expect(svg.match(/#1864ab/g)).toHaveLength(3)
})

test('where the target is a number there is the plot of the loss alone; before the first look there is none', () => {
  const numbers = race.lanes.map((lane) => ({
    ...lane,
    looks: lane.looks.map((look) => ({ ...look, accuracy: null })),
  }))
  const svg = raceFigure({ ...race, lanes: numbers })
  expect(svg.match(/<svg /g)).toHaveLength(2)
  expect(svg).not.toContain('target')
  expect(() => raceFigure({ ...race, lanes: race.lanes.map((lane) => ({ ...lane, looks: [] })) })).toThrow(RangeError)
})
