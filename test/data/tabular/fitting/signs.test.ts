import { describe, expect, test } from 'vitest'
import { applyPreparation, csvRows, prepareTable } from '../../../../src/data/tabular/csv.js'
import { createNetwork, dense } from '../../../../src/entry/index.js'
import { scatter } from '../../../network/data.js'

/** Seven rows of a discount and a price. */
const table = (discount: (row: number) => string, price = (row: number) => `${row * row}.5`) =>
  `discount,price\n${Array.from({ length: 7 }, (_, row) => `${discount(row)},${price(row)}`).join('\n')}\n`
const read = (text: string) => prepareTable(text, { target: 'price', validation: 0, task: 'numbers' })
const fractions = read(table((row) => `0.0${row + 1}`))
const percents = read(table((row) => `${row + 1}.5%`))

async function networkOf({ preparation }: typeof fractions) {
  const network = scatter(await createNetwork({ inputs: 1, layers: [dense(1)], loss: 'meanSquaredError' }))
  network.preparation = preparation
  return network
}

describe('percent', () => {
  test('throughout a column is read as its number, said in the notes and kept in the preparation', () => {
    expect(percents.preparation.features[0]).toMatchObject({ percent: true, mean: 4.5 })
    expect(percents.notes.join('\n')).toContain('discount: numbers in percent')
    expect(fractions.preparation.features[0]).not.toHaveProperty('percent')
    expect(fractions.notes.join('\n')).not.toContain('percent')
  })

  test('behind some numbers of a column and not behind others is refused, with a row that has it', () => {
    const mixed = (row: number) => (row === 2 ? '5%' : `0.0${row + 1}`)
    expect(() => read(table(mixed))).toThrow(/"discount" expected % .*1 of 7.*"5%" \(line 4\).*ignore: \["discount"\]/)
    expect(() => read(table((row) => `${row * row}`, mixed))).toThrow(/"price" expected % .*"5%" \(line 4\)/)
  })

  test('is refused by row and column where training had none', async () => {
    expect(() => applyPreparation(fractions.preparation, 'discount,price\n0.1,1\n10%,1\n')).toThrow(
      /"line 3, discount" expected a number without %.*"10%"/,
    )
    expect(() => applyPreparation(fractions.preparation, 'discount,price\n0.1,1\n0.2,1 %\n')).toThrow(
      /"line 3, price" expected a number without %.*"1 %"/,
    )
    const network = await networkOf(fractions)
    expect(() => network.predict({ discount: '10%' })).toThrow(/"discount" expected a number without %.*"10%"/)
    expect(() => network.predict([[0.1], ['10 % ']])).toThrow(/"rows\[1\].discount" expected a number without %/)
    expect(() => network.predict(csvRows('discount\n10%\n', { decimal: '.' }))).toThrow('without %')
  })

  test('is read where training had it, also by csvRows with another decimal mark', async () => {
    const network = await networkOf(percents)
    const expected = network.predict([{ discount: 1.125 }, { discount: -4 }])
    expect(network.predict([{ discount: '1.125%' }, { discount: '-4 %' }])).toEqual(expected)
    expect(network.predict(csvRows('discount;x\n1,125%;1\n-4%;1\n', { decimal: ',' }))).toEqual(expected)
  })

  test('of a target that had it is read again', () => {
    const { preparation, training } = read(
      table(
        (row) => `${row * row}`,
        (row) => `${row + 1}.5 %`,
      ),
    )
    expect(preparation.target).toMatchObject({ percent: true, mean: 4.5 })
    const again = applyPreparation(
      preparation,
      table(
        (row) => `${row * row}`,
        (row) => `${row + 1}.5 %`,
      ),
    )
    expect(again.targets).toEqual(training.targets)
  })
})

test('currency signs are said, those of two currencies loudly', () => {
  const { notes } = read(
    table(
      (row) => `$${row * row}`,
      (row) => `${row * row}.5 ${row % 2 ? '€' : '£'}`,
    ),
  )
  expect(notes.find((note) => note.startsWith('discount: '))).toContain('numbers read without $,')
  expect(notes.find((note) => note.startsWith('price: '))).toMatch(/read without £ and €, AS IF/)
  expect(fractions.notes.join('\n')).not.toContain('without')
})
