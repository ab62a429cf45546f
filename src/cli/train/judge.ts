/** Whether a run that came to its end has learned anything, and what to do if it has not. */
import { message } from '../../check.js'
import { type Dataset, type Metrics, metrics, type Network } from '../../entry/index.js'
import { arenaOf } from '../../network/network.js'
import { type Baseline, baselineOf, worseText } from '../evaluate/baseline.js'
import { tell } from '../shared/output.js'
import { type TrainOptions, where } from './options.js'

export interface Judged {
  readonly network: Network
  /** rows that were trained on, or of very many the first */
  readonly rows: Dataset
  readonly test: Metrics
  readonly baseline: Baseline | null
  /** the highest rate, and what it is by default */
  readonly rate: number
  readonly usualRate: number
  /** passes over the rows by default */
  readonly usualEpochs: number
}

/**
 * The error of a run whose numbers are worse than the mean: null if they are better. Classes that are worse than the
 * commonest are said alone, as weights of classes may want them so.
 */
export function failureOf(judged: Judged, options: TrainOptions): Error | null {
  const { network, test, baseline } = judged
  const worse = worseText(test, baseline, arenaOf(network).loss.name)
  if (worse === null) return null
  if (test.classes !== null) {
    if (options.classWeights === undefined && !options.json) tell(`${worse}; ${nextFor(judged, options)}`)
    return null
  }
  const kept = options.save === undefined ? '' : `; ${options.save} is not written`
  return new Error(
    message(where, 'run', 'a network better than one answer for all rows', worse, `${nextFor(judged, options)}${kept}`),
  )
}

function nextFor({ network, rows, rate, usualRate, usualEpochs }: Judged, { epochs, lr }: TrainOptions): string {
  const learned = worseText(metrics(network, rows), baselineOf(rows), arenaOf(network).loss.name) === null
  if (learned) return 'it has learned its training rows by heart: add rows, or choose fewer --columns'
  const few = epochs !== undefined && epochs < usualEpochs
  if (rate <= usualRate && few) return `pass more --epochs: it was ${epochs}`
  const smaller = `pass a smaller ${lr === undefined ? '--peak' : '--lr'}, as it was ${rate}`
  return rate <= usualRate ? `${smaller}, or columns that tell more` : smaller
}
