/** The options of `onecycle predict` as its parsers leave them. */
import type { CommonOptions } from '../shared/options.js'
import type { ReaderFlags } from './reader.js'

/** The command, as its errors name it. */
export const where = 'predict'

export interface PredictFlags extends CommonOptions, ReaderFlags {
  network: string
  data: string
  out?: string
  probabilities?: true
  jsonLines?: true
  engine: string
  threads: number | 'auto'
}
