import { describe, expect, test } from 'vitest'
import { prepareTable, type TableOptions, type TableSource } from '../../../../src/data/tabular/csv.js'
import { DEFAULT_SEED } from '../../../../src/defaults.js'

/** All rows are training rows, so that the figures can be worked out by hand. */
const whole = (source: TableSource, options: TableOptions) => prepareTable(source, { ...options, validation: 0 })

const people = [
  { age: 20, town: 'Bern', member: true, buys: 'yes' },
  { age: 40, town: 'Rome', member: false, buys: 'no' },
  { age: null, town: 'Bern', member: true, buys: 'no' },
  { age: 30, town: '', member: false, buys: 'yes' },
]

describe('features', () => {
  test('are scaled numbers with the median for a missing one, and an input for each text and boolean', () => {
    const { preparation, training, validation } = whole(people, { target: 'buys' })
    // mean 30, deviation sqrt(200 / 3), median 30
    const scale = Math.fround(10 / Math.sqrt(200 / 3))
    expect(preparation.features).toEqual([
      { kind: 'number', name: 'age', mean: 30, deviation: Math.sqrt(200 / 3), fill: 30, indicator: false },
      { kind: 'category', name: 'town', values: ['Bern', 'Rome'] },
      { kind: 'category', name: 'member', values: ['false', 'true'] },
    ])
    expect([...training.features]).toEqual([
      ...[-scale, 1, 0, 0, 1],
      ...[scale, 0, 1, 1, 0],
      ...[0, 1, 0, 0, 1],
      ...[0, 0, 0, 1, 0],
    ])
    expect(training).toMatchObject({ inputs: 5, classes: 2, classNames: ['no', 'yes'], preparation })
    expect([...training.labels]).toEqual([1, 0, 0, 1])
    expect(validation).toBeNull()
  })

  test('are the same from CSV, objects and arrays', () => {
    const csv = 'age,town,member,buys\n20,Bern,true,yes\n40,Rome,false,no\n,Bern,true,no\n30,,false,yes\n'
    const arrays = people.map((row) => Object.values(row))
    const columns = ['age', 'town', 'member', 'buys']
    const expected = whole(people, { target: 'buys' })
    expect(whole(csv, { target: 'buys' })).toEqual(expected)
    expect(whole(new TextEncoder().encode(csv), { target: -1 })).toEqual(expected)
    expect(whole(arrays, { target: 'buys', columns })).toEqual(expected)
  })

  test('of a missing number are the constant asked for, with an input that says so where asked', () => {
    const options = { target: 'buys', fill: { age: 0 }, indicators: ['age'], features: ['age'] }
    const { training, preparation, notes } = whole(people, options)
    expect(preparation.features).toMatchObject([{ fill: 0, indicator: true }])
    const filled = Math.fround(-30 / Math.sqrt(200 / 3))
    expect([...training.features.slice(4, 6)]).toEqual([filled, 1])
    expect(training.features[1]).toBe(0)
    expect(notes.join('\n')).toContain('age: numbers, 3 values, missing in 1 of 4 rows, filled with 0 and marked')
  })

  test('come from training rows alone: held-out values change neither scale nor fill nor texts', () => {
    const rows = Array.from({ length: 50 }, (_, i) => ({ x: (i * 7) % 10, t: `t${i % 5}`, y: i % 2 ? 'a' : 'b' }))
    const options = { target: 'y', seed: 3 }
    const { preparation, training, validation } = prepareTable(rows, options)
    expect([training.count, validation.count]).toEqual([40, 10])
    const held = rows.findIndex((_, i) => {
      const changed = rows.map((row, j) => (i === j ? { ...row, x: 1e6, t: 'never' } : row))
      const { features } = prepareTable(changed, options).preparation
      return JSON.stringify(features) === JSON.stringify(preparation.features)
    })
    expect(held).toBeGreaterThanOrEqual(0)
    const changed = rows.map((row, j) => (held === j ? { ...row, x: 1e6, t: 'never' } : row))
    const after = prepareTable(changed, options)
    expect({ ...after.preparation, source: preparation.source }).toEqual(preparation)
    expect(after.training.features).toEqual(training.features)
    expect(after.notes.join('\n')).toContain('t: 1 row held out')
  })

  test('neither do those of three parts: the test rows are the same whatever is held out of the others', () => {
    const rows = Array.from({ length: 50 }, (_, i) => ({ x: (i * i) % 41, t: `t${i % 5}`, y: i % 2 ? 'a' : 'b' }))
    const options = { target: 'y', seed: 3, test: 0.2 }
    const {
      training,
      validation,
      test: tested,
      preparation,
      notes,
    } = prepareTable(rows, { ...options, validation: 0.25 })
    expect([training.count, validation.count, tested.count]).toEqual([30, 10, 10])
    expect(notes[0]).toBe('30 rows to train on, 10 held out to validate and 10 to test, by lot (seed 3)')
    const whole = prepareTable(rows, { ...options, validation: 0 })
    expect([whole.training.count, whole.validation, whole.test?.labels]).toEqual([40, null, tested.labels])
    const fitted = rows.map((row, i) => {
      const changed = rows.map((other, j) => (i === j ? { ...row, x: 1e6, t: 'never' } : other))
      const { features } = prepareTable(changed, { ...options, validation: 0.25 }).preparation
      return JSON.stringify(features) !== JSON.stringify(preparation.features)
    })
    expect(fitted.filter(Boolean)).toHaveLength(30)
    expect(prepareTable(rows, { target: 'y' }).test).toBeNull()
  })

  test('a preparation is plain JSON', () => {
    const { preparation } = whole(people, { target: 'buys' })
    expect(JSON.parse(JSON.stringify(preparation))).toEqual(preparation)
  })

  test('of dates are days since 1970 where asked for, and left out with a note otherwise', () => {
    const rows = ['2020-01-01', '2020-01-03', '2020-01-05'].map((day, i) => ({ day, x: i * i, y: i % 2 ? 'a' : 'b' }))
    expect(whole(rows, { target: 'y' }).notes.join('\n')).toContain('day: left out, it holds dates; dates: ["day"]')
    const { preparation } = whole(rows, { target: 'y', dates: true })
    const deviation = Math.sqrt(8 / 3)
    expect(preparation.features[0]).toEqual({
      ...{ kind: 'date', name: 'day', order: 'ymd', mean: 18264, deviation, fill: 18264, indicator: false },
    })
  })

  test('of numbers that are names get an input for each where asked', () => {
    const rows = [1, 2, 3, 1].map((kind, i) => ({ kind, x: i * i, y: i % 2 ? 'a' : 'b' }))
    const { preparation } = whole(rows, { target: 'y', categories: ['kind'] })
    expect(preparation.features[0]).toEqual({ kind: 'category', name: 'kind', values: ['1', '2', '3'] })
  })
})

describe('what a column is of no use for is said, with the option that settles it', () => {
  const rows = Array.from({ length: 200 }, (_, i) => ({
    id: i + 1,
    code: `c${i}`,
    same: 'x',
    street: `s${i % 90}`,
    size: (i * 13) % 29,
    y: i % 3 === 0 ? 'a' : 'b',
    copy: i % 3 === 0 ? 'A' : 'B',
  }))
  const { preparation, notes } = whole(rows, { target: 'y' })

  test('numberings, identifiers, constants, texts of too many values and copies of the target are left out', () => {
    expect(preparation.features.map(({ name }) => name)).toEqual(['size'])
    expect(preparation.columns).toEqual(Object.keys(rows[0] as object))
    for (const name of ['id', 'code', 'street', 'copy']) {
      const note = notes.find((line) => line.startsWith(`${name}: `))
      expect(note).toContain('left out')
      expect(note).toContain(`keep: ["${name}"]`)
    }
    expect(notes.find((line) => line.startsWith('same: '))).toContain('left out')
  })

  test('keep uses them all the same', () => {
    const keep = ['id', 'code', 'street', 'copy']
    const kept = whole(rows, { target: 'y', keep }).preparation
    expect(kept.features.map(({ name }) => name)).toEqual(['id', 'code', 'street', 'size', 'copy'])
  })

  test('ignore and features leave others out, and refuse a name that is not there', () => {
    const names = (options: Partial<TableOptions>) =>
      whole(rows, { target: 'y', ...options }).preparation.features.map(({ name }) => name)
    expect(names({ features: ['size', 'copy'], keep: ['copy'] })).toEqual(['size', 'copy'])
    expect(() => names({ ignore: ['sise'] })).toThrow('did you mean size?')
    expect(() => names({ features: ['y'] })).toThrow('other than the target')
  })

  test('a feature that alone tells the target, if not the same as it, is used with a loud note', () => {
    const told = rows.map((row, i) => ({ size: row.size, part: i % 6, y: row.y }))
    const { preparation: used, notes: said } = whole(told, { target: 'y' })
    expect(used.features.map(({ name }) => name)).toEqual(['size', 'part'])
    expect(said.find((line) => line.startsWith('part'))).toContain('ALONE TELLS y')
  })

  test('a numbering has whole numbers: from 0 to the number of rows, or under the name of an identifier', () => {
    const far = rows.slice(0, 20).map(({ y }, i) => ({ half: i + 0.5, far: 100 * i, id: 100 * i, from0: 19 - i, y }))
    expect(whole(far, { target: 'y' }).preparation.features.map(({ name }) => name)).toEqual(['half', 'far'])
  })

  test('texts of which nine in ten are different are identifiers, those that are missing not counted', () => {
    const some = (different: number) =>
      rows.slice(0, 30).map(({ size, y }, i) => ({ size, code: i < 20 ? `c${Math.min(i, different - 1)}` : '', y }))
    const names = (different: number) =>
      whole(some(different), { target: 'y' }).preparation.features.map(({ name }) => name)
    expect(names(19)).toEqual(['size'])
    expect(names(18)).toEqual(['size', 'code'])
  })

  test('what gives a number away is sought among numbers, in proportion, and not among texts', () => {
    const told = rows
      .slice(0, 20)
      .map(({ size }, i) => ({ text: `t${size % 3}`, twice: 2 * (size % 3) + 1, x: i % 7, y: size % 3 }))
    const { preparation: used, notes: said } = whole(told, { target: 'y', task: 'numbers' })
    expect(used.features.map(({ name }) => name)).toEqual(['text', 'x'])
    expect(said.find((line) => line.startsWith('twice: '))).toContain('keep: ["twice"]')
  })

  test('a column that is all there is gets used', () => {
    const line = Array.from({ length: 20 }, (_, i) => ({ x: i + 1, y: 2.5 * i * i }))
    expect(whole(line, { target: 'y' }).preparation.features).toMatchObject([{ name: 'x' }])
  })
})

describe('targets', () => {
  const squares = Array.from({ length: 30 }, (_, i) => ({ x: i % 7, y: i * i }))

  test('of many numbers are scaled by the training rows, and it is said', () => {
    const { preparation, training, notes } = whole(
      [0, 2, 4].map((y, i) => ({ x: i * i, y })),
      { target: 'y' },
    )
    const deviation = Math.sqrt(8 / 3)
    expect(preparation.target).toEqual({ kind: 'numbers', name: 'y', mean: 2, deviation })
    const one = Math.fround(2 / deviation)
    expect(training).toMatchObject({ classes: 0, targets: Float32Array.of(-one, 0, one) })
    expect(notes.join('\n')).toContain("y: target, numbers from 0 to 4, scaled; task: 'classes'")
    expect(whole(squares, { target: 'y' }).preparation.target.kind).toBe('numbers')
  })

  test('of a few whole numbers are classes, unless asked otherwise', () => {
    const rows = squares.map(({ x }, i) => ({ x: i * i, y: x }))
    expect(whole(rows, { target: 'y' }).training.classNames).toEqual(['0', '1', '2', '3', '4', '5', '6'])
    expect(whole(rows, { target: 'y', task: 'numbers' }).training.classes).toBe(0)
    expect(whole(squares, { target: 'y', task: 'numbers' }).notes.join()).not.toContain('task:')
  })

  test('that miss leave their rows out; a class of one row is said, and left out where asked', () => {
    const rows = ['a', 'a', 'b', 'b', '', 'c', null].map((y, i) => ({ x: i * i, y }))
    const { training, notes } = whole(rows, { target: 'y' })
    expect(training.count).toBe(5)
    expect(notes.join('\n')).toContain('y: 2 rows without a target left out')
    expect(notes.join('\n')).toContain('one row alone for c')
    expect(whole(rows, { target: 'y', minimumClassRows: 2 }).training).toMatchObject({ count: 4, classes: 2 })
  })

  test('named "none" or "-" are classes, as a feature they are missing', () => {
    const rows = ['none', '-', 'none', '-'].map((y, i) => ({ x: i * i, t: ['a', 'none', 'b', '-'][i], y }))
    const { preparation } = whole(rows, { target: 'y' })
    expect(preparation.target).toMatchObject({ names: ['-', 'none'] })
    expect(preparation.features[1]).toMatchObject({ values: ['a', 'b'] })
  })
})

test('the same seed holds out the same rows, another seed others', () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({ x: (i * i) % 37, y: i % 2 ? 'a' : 'b' }))
  const held = (seed?: number) =>
    prepareTable(rows, { target: 'y', ...(seed === undefined ? {} : { seed }) }).validation
  expect(held()).toEqual(held(DEFAULT_SEED))
  expect(held(DEFAULT_SEED + 1)).not.toEqual(held())
  expect(prepareTable(rows, { target: 'y', validation: 0.5 }).validation.count).toBe(20)
})

test.each(['length', 'constructor', 'at', '__proto__'])(
  'a column may be called %s, as a property of an array',
  (name) => {
    const text = `width,${name}\n1,2\n2,4.5\n3,6\n4,8\n`
    expect(prepareTable(text, { target: name, validation: 0 }).preparation.target.name).toBe(name)
    const missing = () => prepareTable('width,depth\n1,2\n2,4.5\n3,6\n', { target: name, validation: 0 })
    expect(missing).toThrow('prepareTable: "target" expected one of the columns width, depth')
  },
)
