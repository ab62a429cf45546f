import { describe, expect, test } from 'vitest'
import { applyPreparationInChunks } from '../../../../src/data/tabular/chunks/apply.js'
import { prepareTable } from '../../../../src/data/tabular/fitting/prepare.js'
import { applyPreparation } from '../../../../src/data/tabular/preparation/apply.js'
import { cars, penguins } from '../../../examples/tables.js'
import { refusal } from '../../../helpers.js'
import { gather, inBytes } from './streams.js'

const { preparation } = prepareTable(penguins(120), { target: 'species' })
const { preparation: ofCars } = prepareTable(cars(100), { target: 'mpg' })
const other = penguins(90)
  .replace('Dream', 'Deception')
  .replace(/^Gentoo,/m, ',')
  .replace(/^Adelie/m, 'Adelie.')

describe('new rows in chunks are those that applyPreparation makes of the whole file', () => {
  test.each<[string, string, typeof preparation]>([
    ['unknown texts, rows without a target, a class spelled in another way', other, preparation],
    ['columns in another order, and more of them', cars(80).replace(/^(.*?),(.*)$/gm, '$2,$1,x'), ofCars],
    [
      'lines that end in \\r\\n, quoted cells, blank lines',
      other.replace('Biscoe', '"Biscoe"').replaceAll('\n', '\r\n\r\n'),
      preparation,
    ],
  ])('%s', async (_, csv, given) => {
    const { notes, unknown, ...wanted } = applyPreparation(given, csv, { name: 'new' })
    const applied = await applyPreparationInChunks(given, inBytes(csv, 300), { name: 'new', chunkRows: 25 })
    expect(applied.chunkRows).toBe(25)
    expect(applied.count).toBe(wanted.count)
    expect(await gather(applied)).toEqual(wanted)
    expect(applied.notes).toEqual(notes)
    expect(applied.unknown).toEqual(unknown)
  })

  test('with a decimal comma where it is said, and a doubt where it is not', async () => {
    const csv = cars(80)
      .replaceAll(',', ';')
      .replace(/(\d)\.(\d)/g, '$1,$2')
    const wanted = applyPreparation(ofCars, csv, { decimal: ',' })
    const applied = await applyPreparationInChunks(ofCars, inBytes(csv, 300), { decimal: ',' })
    expect((await gather(applied)).targets).toEqual(wanted.targets)
    expect(applied.notes).toEqual(wanted.notes)
    const doubted = cars(80)
      .replace(/^(\d+\.\d),(\d)(\d{3})/gm, '$1,"$2,$3"')
      .replace('origin', 'origin')
    const { notes } = applyPreparation(ofCars, doubted)
    expect((await applyPreparationInChunks(ofCars, inBytes(doubted, 300))).notes).toEqual(notes)
  })

  test('from text in pieces that part characters, and from UTF-16 with its mark', async () => {
    const csv = penguins(60).replaceAll('Dream', 'Trèam 🐧')
    const given = prepareTable(csv, { target: 'species' }).preparation
    const wanted = applyPreparation(given, csv)
    const units = () => Array.from({ length: csv.length }, (_, at) => csv.charAt(at))
    expect((await gather(await applyPreparationInChunks(given, units))).features).toEqual(wanted.features)
    expect((await gather(await applyPreparationInChunks(given, () => csv))).features).toEqual(wanted.features)
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${csv}`, 'utf16le'))
    const halves = () => [utf16.subarray(0, 1001), utf16.subarray(1001)]
    expect((await gather(await applyPreparationInChunks(given, halves))).features).toEqual(wanted.features)
    const swapped = new Uint8Array(Buffer.from(utf16).swap16())
    expect((await gather(await applyPreparationInChunks(given, () => swapped))).features).toEqual(wanted.features)
    const blob = async () => new Blob([csv]).stream() as ReadableStream<Uint8Array>
    expect((await gather(await applyPreparationInChunks(given, blob))).features).toEqual(wanted.features)
  })
})

test('what does not fit is refused by line and column before anything is trained', async () => {
  const where = 'applyPreparationInChunks'
  const refused = (csv: string, given: unknown = preparation) =>
    expect(applyPreparationInChunks(given as typeof preparation, inBytes(csv, 200))).rejects
  await refused(other, null).toThrow(refusal(TypeError, where, 'preparation'))
  await refused(cars(20)).toThrow(refusal(RangeError, where, 'source', 'island'))
  await refused(`${penguins(90)}Rockhopper,Dream,45,18,190,2500,MALE\n`).toThrow(
    refusal(RangeError, where, 'line 92, species', 'Adelie', 'Rockhopper'),
  )
  const wrong = applyPreparationInChunks(preparation, other as never)
  await expect(wrong).rejects.toThrow(refusal(TypeError, where, 'source', 'a function'))
  const early = applyPreparationInChunks(ofCars, inBytes(`${cars(50)}none,1,2,usa\nmany,1,2,usa`, 100))
  await expect(early).rejects.toThrow(/line \d+, mpg" expected a number/)
})
