/** What a training run did: every step's loss and hyperparameters, every epoch's evaluation. Plain JSON. */

import { readResult } from '../check.js'

/** How a run ended. */
export type Stopped = 'completed' | 'aborted' | 'early' | 'diverged'

/** What is known at the end of an epoch. */
export interface EpochRecord {
  /** 0-based */
  readonly epoch: number
  /** updates finished by the end of the epoch */
  readonly step: number
  /** mean of the batch losses of the epoch */
  readonly trainingLoss: number
  /** null without validation data */
  readonly validationLoss: number | null
  /** share of rows whose class is right, 0 .. 1; null without validation data, or where these have targets */
  readonly validationAccuracy: number | null
  /** training time since the start of the run, in seconds */
  readonly seconds: number
}

/** What `train` gives: the run as plain JSON, step by step and epoch by epoch. */
export interface History {
  readonly epochs: number
  readonly batchSize: number
  readonly stepsPerEpoch: number
  readonly totalSteps: number
  readonly seed: number
  readonly optimizer: Readonly<Record<string, unknown>>
  /** why the run ended; null while it goes on */
  readonly stopped: Stopped | null
  /** what was not finite, and after how many updates, and what the network was given back; null unless the run diverged */
  readonly reason: string | null
  /** the epoch whose parameters early stopping gave back to the network; null where it did not */
  readonly restoredEpoch: number | null
  /** updates after which it had the parameters that `onDivergence` gave back; null where it did not */
  readonly restoredStep: number | null
  /** one value for each finished update: the mean loss of its batch before the update, and what the update used */
  readonly loss: readonly number[]
  readonly learningRate: readonly number[]
  readonly momentum: readonly number[]
  readonly epochRecords: readonly EpochRecord[]
  /** training time in seconds, evaluation included */
  readonly seconds: number
}

/** The history as CSV, a row for each finished update, counted from 1; the evaluation is in the last row of its epoch. */
export function historyToCsv(history: History): string {
  return readResult('historyToCsv', 'history', history, 'epochRecords', 'train', csvOf)
}

function csvOf({ loss, learningRate, momentum, stepsPerEpoch, epochRecords }: History): string {
  const ends = new Map(epochRecords.map((record) => [record.step, record]))
  const rows = loss.map((value, index) => {
    const step = index + 1
    const { validationLoss, validationAccuracy } = ends.get(step) ?? {}
    const epoch = Math.floor(index / stepsPerEpoch)
    return [step, epoch, learningRate[index], momentum[index], value, validationLoss ?? '', validationAccuracy ?? '']
  })
  const head = 'step,epoch,learning_rate,momentum,loss,validation_loss,validation_accuracy'
  return `${[head, ...rows.map((row) => row.join(','))].join('\n')}\n`
}
