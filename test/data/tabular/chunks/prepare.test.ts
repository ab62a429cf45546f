import { describe, expect, test } from 'vitest'
import { prepareTableInChunks } from '../../../../src/data/tabular/chunks/prepare.js'
import type { TableOptions } from '../../../../src/data/tabular/fitting/options.js'
import { prepareTable } from '../../../../src/data/tabular/fitting/prepare.js'
import { createNetwork } from '../../../../src/entry/index.js'
import { dense } from '../../../../src/layers/dense.js'
import { evaluateInChunks } from '../../../../src/network/metrics/evaluate-in-chunks.js'
import { sgd } from '../../../../src/optimizers/sgd.js'
import { train } from '../../../../src/training/train.js'
import { cars, penguins } from '../../../examples/tables.js'
import { refusal } from '../../../helpers.js'
import { gather, inBytes } from './streams.js'

const animals = penguins(240)

describe('where the sample is all rows, everything is as prepareTable has it', () => {
  const untargeted = animals.replace(/^Adelie,Dream/gm, ',Dream')
  const comma = cars(60)
    .replaceAll(',', ';')
    .replace(/(\d)\.(\d)/g, '$1,$2')
  test.each<[string, string, TableOptions]>([
    ['classes', animals, { target: 'species' }],
    ['numbers', cars(200), { target: 'mpg', validation: 0.3, seed: 5 }],
    ['rows without a target', untargeted, { target: 'species', test: 0.1 }],
    ['a decimal comma', comma, { target: 'mpg' }],
    ['marks of their own for missing', animals.replaceAll('Dream', '-99'), { target: 'island', missing: ['-99'] }],
    ['no header', animals.split('\n').slice(1).join('\n'), { target: 0, header: false }],
    ['quoted cells', animals.replaceAll('Biscoe', '"Bis ""c""\noe"'), { target: 'species' }],
  ])('%s: preparation, notes, parts, and the bits of a run', async (_, csv, options) => {
    const wanted = prepareTable(csv, options)
    for (const size of [7, 1000, 1e6]) {
      const prepared = await prepareTableInChunks(inBytes(csv, size), { ...options, chunkRows: 32 })
      const { preparation, validation, test, notes, training } = prepared
      expect({ preparation, validation, test }).toEqual({
        preparation: wanted.preparation,
        validation: wanted.validation,
        test: wanted.test,
      })
      expect(notes).toEqual(wanted.notes)
      expect(await gather(training)).toEqual(wanted.training)
      const [here, there] = await Promise.all(
        [training, wanted.training].map(async (rows, index) => {
          const network = await createNetwork({
            inputs: rows.inputs,
            layers: [dense(5, 'tanh'), dense(rows.classes || 1)],
            loss: rows.classes > 0 ? 'softmaxCrossEntropy' : 'meanSquaredError',
          })
          const shuffle = index === 0 || 32
          await train(network, rows, { epochs: 2, batchSize: 10, shuffle, optimizer: sgd({ learningRate: 0.05 }) })
          return network
        }),
      )
      expect(here?.sha256()).toBe(there?.sha256())
      expect(await evaluateInChunks(here!, training)).toEqual(there!.evaluate(wanted.training))
    }
  })
})

describe('a sample', () => {
  const rare = `${animals}Rockhopper,Nightingale,45,18,190,2500,MALE\n`

  test('is drawn by lot from all rows: 60 of 240 rows hold out 12, other seeds others, all else is trained on', async () => {
    const held = new Set<string>()
    for (const seed of [1, 1, 2]) {
      const options = { target: 'species', sampleRows: 60, chunkRows: 50, seed }
      const { validation, training, notes } = await prepareTableInChunks(inBytes(animals, 500), options)
      expect(validation.count).toBe(12)
      expect(training.count).toBe(228)
      expect((await gather(training)).count).toBe(228)
      expect(notes[0]).toBe(`228 rows to train on, 12 held out by lot (seed ${seed})`)
      expect(notes[1]).toMatch(/60 rows drawn by lot from 240/)
      held.add(String(validation.features))
    }
    expect(held.size).toBe(2)
  })

  test('has means near those of all rows: of 20,000 rows 2000, within 3 of their standard errors', async () => {
    const lines = Array.from({ length: 20_000 }, (_, row) => `${((row * 7919) % 20_011) / 100},${row % 2 ? 'a' : 'b'}`)
    const csv = `x,y\n${lines.join('\n')}`
    const options = { target: 'y', sampleRows: 2000 }
    const { preparation } = await prepareTableInChunks(inBytes(csv, 10_000), options)
    const [x] = preparation.features
    if (x?.kind !== 'number') throw new Error('x is no number')
    expect(Math.abs(x.mean - 100.05)).toBeLessThan((3 * 57.8) / Math.sqrt(1600))
    expect(Math.abs(x.deviation - 57.8)).toBeLessThan(3)
  })

  test('misses no class and no text, however rare, and trains on the rows that have them', async () => {
    const options = { target: 'species', sampleRows: 30, chunkRows: 100 }
    const { preparation, training, notes } = await prepareTableInChunks(inBytes(rare, 900), options)
    expect(preparation.target).toMatchObject({ names: ['Adelie', 'Chinstrap', 'Gentoo', 'Rockhopper'] })
    expect(preparation.features[0]).toMatchObject({ values: ['Biscoe', 'Dream', 'Nightingale', 'Torgersen'] })
    const { labels, features, count } = await gather(training)
    expect(count).toBe(235)
    expect(labels[234]).toBe(3)
    expect([...features.slice(234 * training.inputs, 234 * training.inputs + 4)]).toEqual([0, 0, 1, 0])
    expect(notes[1]).toMatch(/, and \d+ more for what stands in them alone/)
    expect(training.classRows.reduce((sum, rows) => sum + rows, 0)).toBe(235)
    expect(training.classRows[3]).toBe(1)
  })

  test('misses no word among numbers: the error names its line before any row is trained on', async () => {
    const lines = animals.trimEnd().split('\n')
    lines[200] = lines[200]!.replace(/,\d+\.\d,/, ',broken,')
    const prepared = prepareTableInChunks(inBytes(lines.join('\n'), 900), { target: 'species', sampleRows: 20 })
    await expect(prepared).rejects.toThrow(/^prepareTableInChunks: "bill_length_mm" .*"broken" \(line 201\)/)
  })

  test('says where a column has more texts than are looked for, and reads the others as none of those it met', async () => {
    const place = (row: number) => (row % 10 === 0 ? `n${row}` : 'xyz'[row % 3])
    const lines = Array.from({ length: 12_000 }, (_, row) => `${place(row)},${row % 7},${row % 2 ? 'a' : 'b'}`)
    const options = { target: 'y', sampleRows: 100, validation: 0 as const, chunkRows: 100 }
    const prepared = await prepareTableInChunks(inBytes(`place,x,y\n${lines.join('\n')}`, 1e6), options)
    expect(prepared.notes.join('\n')).toMatch(/place: it has many texts/)
    expect(prepared.validation).toBeNull()
    const { features, inputs } = prepared.training.first
    const values = inputs - 1
    expect([...features.subarray(0, values)].every((value) => value === 0)).toBe(true)
    expect([...features.subarray(inputs, inputs + values)].filter((value) => value === 1)).toHaveLength(1)
  })
})

describe('what prepareTableInChunks refuses', () => {
  const where = 'prepareTableInChunks'
  const refused = (source: unknown, options: object = {}) =>
    expect(prepareTableInChunks(source as () => string, { target: 'species', ...options })).rejects

  test('what is no function, pieces that are neither bytes nor text, and options that are not as documented', async () => {
    await refused(animals).toThrow(refusal(TypeError, where, 'source', 'a function', 'createReadStream'))
    await refused(() => [1, 2]).toThrow(refusal(TypeError, where, 'source', 'bytes or text', 1))
    await refused(() => animals, { chunkRows: 0 }).toThrow(refusal(RangeError, where, 'chunkRows', 1, 0))
    await refused(() => animals, { sampleRows: 1 }).toThrow(refusal(RangeError, where, 'sampleRows', 2, 1))
    await refused(() => animals, { minimumClassRows: 2 }).toThrow(/unknown option "minimumClassRows"/)
    await refused(() => animals, { target: 'specie' }).toThrow(
      refusal(RangeError, where, 'target', 'species', 'specie'),
    )
    await refused(() => '').toThrow(refusal(RangeError, where, 'source', 'one row'))
  })

  test('a row of another length and a quote that is never closed, by their line; what breaks off, with its cause', async () => {
    const lines = animals.trimEnd().split('\n')
    const long = [...lines]
    long[150] += ',more'
    await refused(inBytes(long.join('\n'), 100)).toThrow(
      refusal(RangeError, where, 'line 151', '7 cells, as line 1', 8),
    )
    const open = [...lines]
    open[99] = `"${open[99]}`
    await refused(inBytes(open.join('\n'), 100)).toThrow(
      refusal(RangeError, where, 'line 100', 'quoted', 'never closed'),
    )
    const broken = async function* () {
      yield animals.slice(0, 3000)
      throw new Error('EIO')
    }
    await refused(broken).toThrow(refusal(Error, where, 'source', 'after line', 'EIO'))
    await expect(prepareTableInChunks(broken, { target: 'species' })).rejects.toHaveProperty('cause.message', 'EIO')
  })

  test('a file that has changed since the first pass: fewer rows, more, a word where numbers were, another class', async () => {
    const options = { target: 'species', validation: 0 as const, chunkRows: 50 }
    const failure = async (later: string): Promise<Error> => {
      let passes = 0
      const source = () => [passes++ < 2 ? animals : later]
      const { training } = await prepareTableInChunks(source, options)
      return gather(training).then(
        () => expect.unreachable(),
        (error) => error,
      )
    }
    const lines = animals.trimEnd().split('\n')
    expect(await failure(lines.slice(0, 200).join('\n'))).toEqual(refusal(RangeError, where, 'source', '240 rows', 199))
    expect(await failure(`${animals}${lines[1]}`)).toEqual(refusal(RangeError, where, 'source', '240 rows', 'more'))
    const word = animals.replace(/(\n.*\n.*)$/, '\nGentoo,Biscoe,long,15,217,5080,MALE\n')
    expect((await failure(word)).message).toMatch(/line 241, bill_length_mm" expected a number.*"long"/)
    const other = animals.replace(/\n.*\n$/, '\nRockhopper,Biscoe,47,15,217,5080,MALE\n')
    expect((await failure(other)).message).toMatch(/line 241, species" expected one of the classes.*"Rockhopper"/)
  })
})
