/** What a training run did: every step's loss and hyperparameters, every epoch's evaluation. Plain JSON. */

export type Stopped = 'completed' | 'aborted' | 'early' | 'diverged'

export interface EpochRecord {
  /** 0-based */
  readonly epoch: number
  /** updates finished by the end of the epoch */
  readonly step: number
  /** mean of the batch losses of the epoch */
  readonly trainingLoss: number
  readonly validationLoss?: number
  /** share of rows whose class is right, 0 .. 1; none for data with targets */
  readonly validationAccuracy?: number
  /** training time since the start of the run, in seconds */
  readonly seconds: number
}

export interface History {
  readonly epochs: number
  readonly batchSize: number
  readonly stepsPerEpoch: number
  readonly totalSteps: number
  readonly seed: number
  readonly optimizer: Readonly<Record<string, unknown>>
  /** why the run ended; undefined while it runs */
  readonly stopped?: Stopped
  /** for a diverged run, what was not finite and after how many updates */
  readonly reason?: string
  /** the epoch whose parameters the network holds, where early stopping restored it */
  readonly restoredEpoch?: number
  /** one value for each finished update: the mean loss of its batch before the update, and what the update used */
  readonly loss: readonly number[]
  readonly learningRate: readonly number[]
  readonly momentum: readonly number[]
  readonly epochRecords: readonly EpochRecord[]
  /** training time in seconds, evaluation included */
  readonly seconds: number
}

/** The history as CSV, a row for each step; the evaluation stands in the last row of its epoch. */
export function historyToCsv(history: History): string {
  const ends = new Map(history.epochRecords.map((record) => [record.step - 1, record]))
  const rows = history.loss.map((loss, step) => {
    const epoch = Math.floor(step / history.stepsPerEpoch)
    const { validationLoss = '', validationAccuracy = '' } = ends.get(step) ?? {}
    return [step, epoch, history.learningRate[step], history.momentum[step], loss, validationLoss, validationAccuracy]
  })
  const head = 'step,epoch,learning_rate,momentum,loss,validation_loss,validation_accuracy'
  return `${[head, ...rows.map((row) => row.join(','))].join('\n')}\n`
}
