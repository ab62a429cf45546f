import { describe, expect, test } from 'vitest'
import { applyPreparation, prepareTable } from '../../../../src/data/tabular/csv.js'
import { inputsOf } from '../../../../src/data/tabular/preparation/preparation.js'
import { createNetwork, dense } from '../../../../src/entry/index.js'

const rows = Array.from({ length: 20 }, (_, k) => `${k}.5;${(k % 4) + 0.5};${1000 + k * k}.25`)
const points = ['size;step;price', ...rows].join('\n')
const commas = points.replaceAll('.', ',')
const options = { target: 'price', validation: 0, categories: ['step'] } as const
const [ofPoints, ofCommas] = [points, commas].map((text) => prepareTable(text, options).preparation)

describe('new rows with the other decimal mark than training had', () => {
  test.each([
    ['a fraction of three digits', 'size;step;price\n0,125;1;1\n', 'size;step;price\n-0.125;1;1\n', 'line 2, size'],
    ['a number', 'size;step;price\n2,5;1;1\n', 'size;step;price\n2.5;1;1\n', 'line 2, size'],
    ['a number that stands for a name', 'size;step;price\n2;1,5;1\n', 'size;step;price\n2;1.5;1\n', 'line 2, step'],
    ['a number to predict', 'size;step;price\n2;1;1,5\n', 'size;step;price\n2;1;1.5\n', 'line 2, price'],
  ])('%s is refused with the option that reads it', (_, comma, point, place) => {
    for (const [preparation, text, mark] of [
      [ofPoints!, comma, ','],
      [ofCommas!, point, '.'],
    ] as const) {
      expect(() => applyPreparation(preparation, text)).toThrow(new RegExp(`${place}.*pass decimal: '\\${mark}'`))
    }
  })

  test('are read with that option as the training rows were', () => {
    const expected = applyPreparation(ofPoints!, points)
    const { features, targets, preparation } = applyPreparation(ofPoints!, commas, { decimal: ',' })
    expect([features, targets]).toEqual([expected.features, expected.targets])
    expect(preparation).toBe(ofPoints)
    const back = applyPreparation(ofCommas!, points, { decimal: '.' })
    expect(back.targets).toEqual(expected.targets)
  })

  test('thousands that may be fractions are said, with the option that settles it', () => {
    const [comma, point] = ['size;step;price\n1,234;;1\n', 'size;step;price\n1.234;;1\n']
    const note = /^size: 1[.,]234 is read as 1234.*decimal: '[.,]'/
    expect(applyPreparation(ofPoints!, comma).notes[0]).toMatch(note)
    expect(applyPreparation(ofCommas!, point).notes[0]).toMatch(note)
    expect(applyPreparation(ofCommas!, point, { decimal: ',' }).notes).toEqual([])
    // between commas a group of three is what it looks like, and a comma elsewhere settles it
    expect(applyPreparation(ofPoints!, 'size,step,price\n"1,234",,1\n').notes).toEqual([])
    expect(applyPreparation(ofCommas!, 'size;step;price\n1.234;;1,5\n').notes).toEqual([])
  })

  test('are refused by predict with what reads them', async () => {
    for (const [preparation, text, mark] of [
      [ofPoints!, '1500,5', ','],
      [ofCommas!, '1500.5', '.'],
      [ofCommas!, '0.125', '.'],
    ] as const) {
      const inputs = inputsOf(preparation)
      const network = await createNetwork({ inputs, layers: [dense(1)], loss: 'meanSquaredError' })
      network.preparation = preparation
      expect(() => network.predict({ size: text, step: null })).toThrow(
        new RegExp(`"size" .*if the decimal mark is the \\w+, .*csvRows .* decimal: '\\${mark}'`),
      )
    }
  })
})
