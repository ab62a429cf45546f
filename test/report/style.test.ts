import { expect, test } from 'vitest'
import { STYLE } from '../../src/report/style.js'

test('the style knows day and night, a phone and paper, and paper is always light', () => {
  expect(STYLE).toMatch(/@media screen and \(prefers-color-scheme: dark\) \{ :root \{ color-scheme: dark; --oc-paper/)
  for (const part of ['max-width: 40rem', '@media print']) expect(STYLE).toContain(part)
})

test('every colour of the style is one of the variables', () => {
  const declared = STYLE.replace(/--oc-[\w-]+: #[0-9a-f]+;|var\(--oc-[\w-]+,#[0-9a-f]+\)/g, '')
  expect(declared).not.toMatch(/#[0-9a-f]{3,6}\b|rgb|hsl/)
})
