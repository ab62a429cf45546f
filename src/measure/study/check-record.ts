/** Whether what stands in a journal is the record of a trial: what is not would go on into a study's numbers. */
import { checkInteger, checkNumber, checkOneOf, message, show, wrongType } from '../../check.js'
import type { TrialConfig, TrialRecord } from './trial.js'

type Json = Readonly<Record<string, unknown>>

const WHERE = 'a trial'

/** @throws TypeError, RangeError naming the first member that no trial of this configuration has */
export function checkRecord({ epochs }: TrialConfig, { result, seconds, spent }: Json): TrialRecord {
  const { stepsPerEpoch, steps, stopped, looks, testLooks, weightsSha256 } = objectOf('result', result)
  const total = checkInteger(WHERE, 'stepsPerEpoch', stepsPerEpoch, 1) * epochs
  const done = checkInteger(WHERE, 'steps', steps, 0, total)
  const completed = checkOneOf(WHERE, 'stopped', stopped, ['completed', 'diverged']) === 'completed'
  if (completed) checkInteger(WHERE, 'steps', steps, total, total)
  const hashed = typeof weightsSha256 === 'string' && /^[0-9a-f]{64}$/.test(weightsSha256)
  if (completed ? !hashed : weightsSha256 !== null) {
    const expected = completed ? 'a SHA-256' : 'null, as it diverged'
    throw wrongType(WHERE, 'weightsSha256', expected, weightsSha256)
  }
  const count = checkLooks('looks', looks, done, ['loss', 'accuracy', 'trainingLoss'])
  checkLooks('testLooks', testLooks, done, ['loss', 'accuracy'])
  if (completed && count === 0) throw new RangeError(message(WHERE, 'looks', 'at least one', 'none'))
  const times = listOf('seconds', seconds)
  checkInteger(WHERE, 'seconds', times.length, count, count)
  for (const [i, time] of times.entries()) checkNumber(WHERE, `seconds[${i}]`, time, 0)
  if (spent !== undefined) checkSpent(objectOf('spent', spent))
  return { result, seconds, ...(spent !== undefined && { spent }) } as TrialRecord
}

/** Each later than the one before. @returns how many */
function checkLooks(what: string, looks: unknown, done: number, measured: readonly string[]): number {
  let before = 0
  const list = listOf(what, looks)
  for (const [i, look] of list.entries()) {
    const { step, ...rest } = objectOf(`${what}[${i}]`, look)
    before = checkInteger(WHERE, `${what}[${i}].step`, step, before + 1, done)
    // a number that is not finite is null in JSON
    for (const name of measured) if (rest[name] !== null) checkNumber(WHERE, `${what}[${i}].${name}`, rest[name])
    if (rest.rmse !== undefined && rest.rmse !== null) checkNumber(WHERE, `${what}[${i}].rmse`, rest.rmse)
  }
  return list.length
}

function checkSpent({ seconds, training, processor = 0, sharedEpochs, threads = 1 }: Json): void {
  for (const [name, value] of Object.entries({ seconds, training, processor })) checkNumber(WHERE, name, value, 0)
  checkInteger(WHERE, 'sharedEpochs', sharedEpochs, 0)
  checkInteger(WHERE, 'threads', threads, 1)
}

function objectOf(what: string, value: unknown): Json {
  if (typeof value !== 'object' || value === null) throw wrongType(WHERE, what, 'an object', value)
  return value as Json
}

function listOf(what: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError(message(WHERE, what, 'an array', show(value)))
  return value
}
