/** Coverage and width of speed-ups from continuous arrivals on simulated studies, printed as rows of a table. */
import { describe, expect, test } from 'vitest'
import { shapes, simulate } from './simulated.js'

describe('>= 93 % of the 95 % intervals of 2,000 studies hold the true ratio', () => {
  for (const [name, shape] of Object.entries(shapes)) {
    for (const seeds of [5, 10]) {
      test.each([0.05, 0.1, 0.2])(`${name}, ${seeds} seeds, errors that spread by %d`, (noise) => {
        const { held, gridHeld, width, gridWidth } = simulate(shape, seeds, noise, 2000)
        const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
        console.log(
          `| ${name} | ${seeds} | ${noise} | ${percent(held)} | ${percent(gridHeld)} | ${width.toFixed(3)} | ${gridWidth.toFixed(3)} |`,
        )
        expect(held).toBeGreaterThanOrEqual(0.93)
      })
    }
  }
})
