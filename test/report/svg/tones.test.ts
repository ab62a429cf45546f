import { expect, test } from 'vitest'
import { type Tone, tone, toneVariables, withoutVariables } from '../../../src/report/svg/tones.js'

/** Names and colours of one time of the day, read back from the style sheet. */
function tonesOf(time: 'light' | 'dark'): Map<string, string> {
  return new Map(
    [...toneVariables(time).matchAll(/--oc-([\w-]+): (#[0-9a-f]{6});/g)].map(
      ([, name, hex]) => [name, hex] as [string, string],
    ),
  )
}

/** Relative luminance, as WCAG defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const CURVES = [1, 2, 3, 4, 5, 6, 7, 8].map((i): Tone => `curve-${i}` as Tone)
const SHADES = [1, 2, 3, 4, 5, 6].map((i): Tone => `shade-${i}` as Tone)

test.each(['light', 'dark'] as const)('%s: text has a contrast of 4.5 with what is under it', (time) => {
  const tones = tonesOf(time)
  const of = (text: Tone, under: Tone) => contrast(tones.get(text) as string, tones.get(under) as string)
  for (const under of ['paper', 'soft', 'warning', 'fair', 'right', 'wrong'] as const) {
    expect(of('ink', under), `ink on ${under}`).toBeGreaterThanOrEqual(4.5)
  }
  expect(of('faint', 'paper')).toBeGreaterThanOrEqual(4.5)
  // the peak is named in its colour
  expect(of('curve-1', 'paper')).toBeGreaterThanOrEqual(4.5)
})

test.each(['light', 'dark'] as const)('%s: lines and marks have a contrast of 3 with the paper', (time) => {
  const tones = tonesOf(time)
  for (const name of ['subject', 'axis', 'raw', ...CURVES, ...SHADES]) {
    expect(contrast(tones.get(name) as string, tones.get('paper') as string), name).toBeGreaterThanOrEqual(3)
  }
})

test.each(['light', 'dark'] as const)('%s: shades go from faint to strong', (time) => {
  const tones = tonesOf(time)
  const steps = SHADES.map((name) => contrast(tones.get(name) as string, tones.get('paper') as string))
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
})

test('a colour is its variable with its light value behind it, or that value alone', () => {
  const ink = tonesOf('light').get('ink')
  expect(tone('ink')).toBe(`var(--oc-ink,${ink})`)
  expect(withoutVariables(`fill="${tone('ink')}" stroke="${tone('curve-1')}"`)).toMatch(
    /^fill="#[0-9a-f]{6}" stroke="#[0-9a-f]{6}"$/,
  )
})
