/** What two deliveries of a trial must have in common. */
import { canonicalJson } from '../../measure/study/journal.js'
import type { TrialRecord } from '../../measure/study/trial.js'
import { hashOfData } from './data.js'

/** SHA-256 of the result, times left out; "malformed" for what is no record of a trial. */
export function hashOfRecord(record: unknown): string {
  const { result, seconds } = (record ?? {}) as Partial<TrialRecord>
  const whole =
    Array.isArray(result?.looks) && Array.isArray(seconds) && seconds.length === result.looks.length
      ? seconds.every((value) => Number.isFinite(value) && value >= 0)
      : false
  if (!whole) return 'malformed'
  // as it is after its way here, where numbers that JSON cannot hold are null
  return hashOfData(Buffer.from(canonicalJson(JSON.parse(JSON.stringify(result)))))
}
