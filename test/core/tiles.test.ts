/**
 * The steps of the register tiles are written out sixteen and eight times: that they are the same but for their offsets
 * is checked here, where the products' bits cannot tell which of them a slip stands in.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Tile {
  readonly file: string
  readonly steps: number
  /** pointers, the bytes that each moves in a step, and the name that stands for it plus its offset, if any */
  readonly pointers: readonly [pointer: string, bytes: number, moved?: string][]
}

const tiles: readonly Tile[] = [
  {
    file: 'tile_packed_f32',
    steps: 16,
    pointers: [
      ['pa', 16, 'q'],
      ['pb', 32],
    ],
  },
  {
    file: 'tile_narrow_f32',
    steps: 8,
    pointers: [
      ['pa', 16],
      ['pr', 16],
      ['pb', 16, 'q'],
    ],
  },
]

/** The cases of the switch over k: label and lines of each, without spaces at their ends. */
function stepsOf(text: string): { label: number; lines: string[] }[] {
  const body = text.slice(text.indexOf('switch (p &'), text.indexOf('default:'))
  return body
    .split(/\bcase /)
    .slice(1)
    .map((part) => {
      const [label, ...lines] = part.trim().split('\n')
      return { label: Number.parseInt(label as string, 10), lines: lines.map((line) => line.trim()) }
    })
}

/** A step as if it were the first: the line of moved pointers is gone and each offset is less by what they moved. */
function atStart(lines: readonly string[], step: number, { pointers }: Tile): string[] {
  if (step === 0) return [...lines]
  const moves = pointers.filter(([, , moved]) => moved !== undefined)
  const [first, ...rest] = lines
  expect(first).toBe(moves.map(([pointer, bytes, moved]) => `${moved} = ${pointer} + ${bytes * step}`).join(', '))
  return rest.map((line) => {
    let plain = line
    for (const [pointer, bytes, moved] of pointers) {
      if (moved !== undefined) plain = plain.replace(new RegExp(`\\(${moved}\\b`, 'g'), `(${pointer}`)
      else {
        plain = plain.replace(new RegExp(`\\(${pointer}, (\\d+)\\)`, 'g'), (_, offset) => {
          const left = Number(offset) - bytes * step
          return left === 0 ? `(${pointer})` : `(${pointer}, ${left})`
        })
      }
    }
    return plain
  })
}

test.each(tiles)('all $steps steps of $file are the same but for their offsets', (tile) => {
  const text = readFileSync(`assembly/${tile.file}.ts`, 'utf8')
  const steps = stepsOf(text)
  expect(steps.map(({ label }) => label)).toEqual(
    Array.from({ length: tile.steps }, (_, step) => (tile.steps - step) % tile.steps),
  )
  const [first] = steps.map(({ lines }) => lines)
  expect(first?.length).toBeGreaterThan(4)
  steps.forEach(({ lines }, step) => {
    expect(atStart(lines, step, tile), `case ${steps[step]?.label}`).toEqual(first)
  })
})

test.each(tiles)('a turn of $file moves its pointers past the $steps steps', (tile) => {
  const text = readFileSync(`assembly/${tile.file}.ts`, 'utf8')
  for (const [pointer, bytes] of tile.pointers) expect(text).toContain(`${pointer} += ${bytes * tile.steps}\n`)
  expect(text).toContain(`switch (p & ${tile.steps - 1}) {`)
  expect(text).toContain(`p = (p - 1) & -${tile.steps}\n`)
  expect(text).toContain(`<usize>(-k & ${tile.steps - 1})`)
})
