import { expect, test } from 'vitest'
import { dateOrders, daysIn } from '../../../../src/data/tabular/preparation/dates.js'

test('dates are days since 1970-01-01, with a fraction for the time and UTC without a zone', () => {
  expect(daysIn('1970-01-01', 'ymd')).toBe(0)
  expect(daysIn('2000-03-01', 'ymd')).toBe(11017)
  expect(daysIn('1/3/2000', 'dmy')).toBe(11017)
  expect(daysIn('3/1/2000', 'mdy')).toBe(11017)
  expect(daysIn('1.3.2000', 'dmy')).toBe(11017)
  expect(daysIn('1969-12-31', 'ymd')).toBe(-1)
  expect(daysIn('1970-01-01T06:00:00.000Z', 'ymd')).toBe(0.25)
  expect(daysIn('1970-01-01 06:00', 'ymd')).toBe(0.25)
  expect(daysIn('1970-01-01T06:00+06:00', 'ymd')).toBe(0)
})

test('a text that begins with the year is a date in any order, and decides none', () => {
  for (const order of ['ymd', 'dmy', 'mdy'] as const) {
    expect(daysIn('2000-03-01', order)).toBe(11017)
    expect(daysIn(new Date(0).toISOString(), order)).toBe(0)
  }
  expect(daysIn('1.3.2000', 'ymd')).toBeNaN()
  expect(dateOrders(['2020-01-02', '13.4.2020'])).toEqual(['dmy'])
  expect(dateOrders(['2020-01-02', '3.4.2020'])).toEqual(['dmy', 'mdy'])
})

test('a day that no month has, and what is no date, is NaN', () => {
  for (const text of ['2001-02-29', '2001-13-01', '2001-00-01', '12', '1.5', 'May 1, 2001', '2001-1', '']) {
    expect(daysIn(text, 'ymd'), text).toBeNaN()
  }
  expect(daysIn('2000-02-29', 'ymd')).toBe(11016)
})

test('the orders of a column are those that fit all of its texts', () => {
  expect(dateOrders(['1/2/2020', '3/4/2020'])).toEqual(['dmy', 'mdy'])
  expect(dateOrders(['1/2/2020', '13/4/2020'])).toEqual(['dmy'])
  expect(dateOrders(['2020-01-02'])).toEqual(['ymd'])
  expect(dateOrders(['2020-01-02', 'soon'])).toEqual([])
  expect(dateOrders([])).toEqual([])
})
