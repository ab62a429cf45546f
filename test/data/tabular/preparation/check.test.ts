import { expect, test } from 'vitest'
import { prepareTable } from '../../../../src/data/tabular/csv.js'
import { checkPreparation } from '../../../../src/data/tabular/preparation/check.js'

const rows = [1, 2, 4, 8].map((x, i) => ({
  x,
  t: i % 2 ? 'a' : 'b',
  day: `2020-01-0${i + 1}`,
  y: i < 2 ? 'no' : 'yes',
}))
const { preparation } = prepareTable(rows, { target: 'y', dates: true, validation: 0 })
// biome-ignore lint/suspicious/noExplicitAny: what is broken has no type
type Loose = Record<string, any>

test('what prepareTable gives is accepted, before and after it was JSON', () => {
  expect(checkPreparation('load', preparation, 4, 2)).toBe(preparation)
  const copy = JSON.parse(JSON.stringify(preparation))
  expect(checkPreparation('load', copy)).toEqual(preparation)
})

test.each<[string, (broken: Loose) => unknown]>([
  ['preparation.version', (p) => (p.version = 2)],
  ['preparation.columns', (p) => (p.columns = 'x')],
  ['preparation.columns', (p) => p.columns.push('x')],
  ['preparation.missing', (p) => (p.missing = [1])],
  ['preparation.decimal', (p) => (p.decimal = ';')],
  ['preparation.features', (p) => (p.features = [])],
  ['preparation.features[1]', (p) => (p.features[1] = null)],
  ['preparation.features[0].name', (p) => (p.features[0].name = 'z')],
  ['preparation.features[1].name', (p) => (p.features[1].name = 'x')],
  ['preparation.features[0].kind', (p) => (p.features[0].kind = 'code')],
  ['preparation.features[0].mean', (p) => (p.features[0].mean = null)],
  ['preparation.features[0].deviation', (p) => (p.features[0].deviation = 0)],
  ['preparation.features[0].deviation', (p) => (p.features[0].deviation = '1')],
  ['preparation.features[0].fill', (p) => (p.features[0].fill = 'NaN')],
  ['preparation.features[0].indicator', (p) => (p.features[0].indicator = 1)],
  ['preparation.features[0].percent', (p) => (p.features[0].percent = 'yes')],
  ['preparation.features[1].values', (p) => (p.features[1].values = [])],
  ['preparation.features[1].values', (p) => (p.features[1].values = ['a', 'a'])],
  ['preparation.features[2].order', (p) => (p.features[2].order = 'yd')],
  ['preparation.target.kind', (p) => (p.target.kind = 'words')],
  ['preparation.target.name', (p) => (p.target.name = 'x')],
  ['preparation.target.names', (p) => (p.target.names = ['only'])],
  ['preparation.target.mean', (p) => (p.target = { kind: 'numbers', name: 'y', deviation: 1 })],
])('a broken one is refused by the name of what is wrong: %s', (what, break_) => {
  const broken = JSON.parse(JSON.stringify(preparation))
  break_(broken)
  expect(() => checkPreparation('load', broken)).toThrow(`load: "${what}" expected`)
})

test('one of another network is refused, and what is no object', () => {
  expect(() => checkPreparation('load', preparation, 5, 2)).toThrow('5 numbers in all')
  const three = { ...preparation, target: { ...preparation.target, names: ['a', 'b', 'c'] } }
  expect(() => checkPreparation('load', three, 4, 2)).toThrow('at most 2')
  for (const value of [null, 3, 'x', undefined, []]) expect(() => checkPreparation('load', value)).toThrow(RangeError)
})
