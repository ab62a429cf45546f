/** What a run says of itself: one line of text for each epoch, for the console or for a function of the caller's. */
import { wrongType } from '../../check.js'
import type { Reader } from '../../options.js'
import { percent } from '../../words.js'
import type { EpochRecord } from '../history.js'

/** true for lines in the console; or what takes each line */
export type Progress = boolean | ((line: string) => void)

export const readProgress: Reader<((line: string) => void) | undefined> = (where, what, value) => {
  if (value === false) return undefined
  if (value === true) return (line) => console.log(line)
  if (typeof value === 'function') return value as (line: string) => void
  throw wrongType(where, what, 'true, false or a function', value)
}

/** "epoch 2/3  loss 0.312  validation loss 0.2871  accuracy 98.2 %  0.4 s" */
export function epochLine(record: EpochRecord, epochs: number): string {
  const { epoch, trainingLoss, validationLoss, validationAccuracy, seconds } = record
  const parts = [`epoch ${epoch + 1}/${epochs}`, `loss ${short(trainingLoss)}`]
  if (validationLoss !== null) parts.push(`validation loss ${short(validationLoss)}`)
  if (validationAccuracy !== null) parts.push(`accuracy ${percent(Number(validationAccuracy.toFixed(4)))}`)
  return [...parts, `${seconds.toFixed(1)} s`].join('  ')
}

function short(value: number): number {
  return Number(value.toPrecision(4))
}

export function divergedLine(reason: string): string {
  return `diverged: ${reason}; lower the learning rate`
}
