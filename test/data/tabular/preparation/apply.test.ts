import { expect, test } from 'vitest'
import { applyPreparation, prepareTable } from '../../../../src/data/tabular/csv.js'

const rows = [1, 2, 4, 8].map((x, i) => ({ x, t: i % 2 ? 'a' : 'b', y: i < 2 ? '<=50K' : '>50K' }))
const { preparation, training } = prepareTable(rows, { target: 'y', validation: 0 })

test('the rows of before give the dataset of before', () => {
  const { notes, unknown, ...dataset } = applyPreparation(preparation, rows)
  expect(dataset).toEqual(training)
  expect([notes, unknown]).toEqual([[expect.stringContaining('THE ROWS THAT TRAINING HAD, all 4')], {}])
})

test('a class with a full stop or blanks more is the class, and it is said', () => {
  const { labels, notes } = applyPreparation(preparation, 'x,t,y\n1,a,>50K.\n2,a, <=50K . \n4,b,>50K\n')
  expect([...labels]).toEqual([1, 0, 1])
  expect(notes).toEqual(['y: ">50K." is taken for ">50K"', 'y: "<=50K ." is taken for "<=50K"'])
})

test('a class that is only near one is refused with the one it is near', () => {
  expect(() => applyPreparation(preparation, 'x,t,y\n1,a,>60K\n')).toThrow(/line 2, y.*got ">60K"; did you mean >50K\?/)
})

test('numbers to predict are scaled by the training rows; rows without one are left out', () => {
  const lines = [0, 2, 4].map((y, i) => ({ x: i * i, y: y + 0.5 }))
  const { preparation: scaling } = prepareTable(lines, { target: 'y', validation: 0 })
  const { targets, notes, count } = applyPreparation(scaling, 'y,x\n8.5,1\n,2\n2.5,3\n')
  expect(targets).toEqual(Float32Array.of(6 / Math.sqrt(8 / 3), 0))
  expect([count, notes]).toEqual([2, ['y: 1 row without a target left out']])
  expect(() => applyPreparation(scaling, 'y,x\nhigh,1\n')).toThrow('line 2, y')
})

test('true and false are found however they are capitalised, also as a class', () => {
  const told = prepareTable('x,flag,y\n1,True,False\n2,False,True\n4,True,True\n8,False,False\n', {
    target: 'y',
    validation: 0,
  })
  expect(told.preparation.features[1]).toMatchObject({ values: ['False', 'True'] })
  const { features, labels } = applyPreparation(told.preparation, [{ x: 1, flag: true, y: false }])
  expect([...features.slice(1), ...labels]).toEqual([0, 1, 0])
})
