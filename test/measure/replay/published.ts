/** The two curves of figure 1a of arXiv 1708.07120, where the data folder is there. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { type LoggedCurve, readLog } from '../../../src/data/tabular/log-csv.js'
import { outsideData } from '../../outside-data.js'

const { folder, present } = outsideData('super-convergence')
const read = (name: string) => readLog(name, readFileSync(join(folder, `${name}.csv`), 'utf8'))

/** A suite about them, skipped where they are missing. */
export function describePublished(
  title: string,
  suite: (curves: { clr: LoggedCurve; multistep: LoggedCurve }) => void,
): void {
  if (!present) test.skip(title)
  else describe(title, () => suite({ clr: read('smith-fig1a-clr'), multistep: read('smith-fig1a-lr35') }))
}
