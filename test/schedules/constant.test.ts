import { expect, test } from 'vitest'
import { constant, defineSchedule, fromDescription, toSchedule } from '../../src/schedules/index.js'
import { thrown, values } from './compare.js'

test('constant is its value at every step', () => {
  expect(values(constant(0.1), 5)).toEqual(Array(5).fill(0.1))
  expect(constant(0.1)(Number.MAX_SAFE_INTEGER)).toBe(0.1)
  expect(constant(0.1).description).toEqual({ schedule: 'constant', value: 0.1 })
})

test('-0 becomes 0, so that JSON keeps the bits', () => {
  expect(Object.is(constant(-0)(0), 0)).toBe(true)
})

test('a step is a whole number of at least 0: anything else is refused, in the name of the schedule', () => {
  const schedule = constant(1)
  const at = (step: unknown) => thrown(() => schedule(step as number))
  for (const step of [-1, 0.5, Number.NaN, Infinity, -Infinity, 2 ** 53]) {
    expect(at(step)).toEqual(['RangeError', `constant: "step" expected a whole number of at least 0, got ${step}`])
  }
  expect(at('3')).toEqual(['TypeError', 'constant: "step" expected a whole number of at least 0, got "3"'])
  expect(at(undefined)).toEqual(['TypeError', 'constant: "step" expected a whole number of at least 0, got undefined'])
})

test('a description is frozen through and through, and apart from the options it came from', () => {
  const options = { nested: { list: [1, 2] } }
  const schedule = defineSchedule('mine', options, () => 1)
  options.nested.list[0] = 9
  expect(schedule.description).toEqual({ schedule: 'mine', nested: { list: [1, 2] } })
  const nested = schedule.description.nested as { list: number[] }
  expect(() => nested.list.push(3)).toThrow(TypeError)
  expect(() => Object.assign(nested, { list: [] })).toThrow(TypeError)
  expect(() => Object.assign(schedule, { description: {} })).toThrow(TypeError)
})

test('a schedule of your own carries a description and is rebuilt by its own factory', () => {
  const sawtooth = ({ length }: { length: number }) =>
    defineSchedule('sawtooth', { length }, (step) => (step % length) / length)
  const schedule = sawtooth({ length: 4 })
  expect(values(schedule, 6)).toEqual([0, 0.25, 0.5, 0.75, 0, 0.25])
  expect(values(fromDescription(schedule.description, { sawtooth }), 9)).toEqual(values(schedule, 9))
  expect(thrown(() => schedule(-2))?.[1]).toBe('sawtooth: "step" expected a whole number of at least 0, got -2')
})

test('a hyperparameter is a number or a schedule, and nothing else', () => {
  const schedule = constant(2)
  expect(toSchedule('sgd', 'momentum', schedule)).toBe(schedule)
  expect(toSchedule('sgd', 'momentum', 0.9)(7)).toBe(0.9)
  const refused = (value: unknown) => thrown(() => toSchedule('sgd', 'momentum', value))
  expect(refused('0.9')).toEqual(['TypeError', 'sgd: "momentum" expected a number or a schedule, got "0.9"'])
  expect(refused(() => 1)).toEqual([
    'TypeError',
    'sgd: "momentum" expected a number or a schedule, got a function; wrap it in defineSchedule',
  ])
  expect(refused(undefined)?.[0]).toBe('TypeError')
  expect(refused(null)?.[0]).toBe('TypeError')
  expect(refused(-1)).toEqual(['RangeError', 'sgd: "momentum" expected a finite number of at least 0, got -1'])
})
