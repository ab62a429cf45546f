/** A run that diverged: where its last good weights are, the command that goes on from there, and its error. */
import { basename } from 'node:path'
import { message } from '../../check.js'
import type { History, Network } from '../../entry/index.js'
import type { Attempts } from '../files/attempts.js'
import type { Place } from '../files/place.js'
import { tell } from '../shared/output.js'
import { resumeCommand, type Written } from './checkpoint-file.js'
import { where } from './options.js'

/** By which the rate is divided for the next try. */
const LESS = 3

export const lower = (rate: number): number => Number((rate / LESS).toPrecision(2))

/**
 * Writes the weights that the network was given back beside the place of --save, under a name of their own: no script is to
 * take them for a run that came to its end. Those that the run began with are worth no file.
 */
export async function saveLastGood(
  writing: Attempts,
  save: Place | undefined,
  network: Network,
  { restoredStep, restoredEpoch, epochRecords }: History,
): Promise<void> {
  const step = restoredEpoch === null ? restoredStep : epochRecords[restoredEpoch]?.step
  if (save?.file === undefined || !step) return
  const place = save.beside(`${basename(save.path)}.last-good`)
  const kept = await writing.write(place, () => network.save())
  if (kept)
    tell(`${save.path} is not written; ${place.path} holds the weights after ${step} updates, the last good ones`)
}

/** @param rate at which to go on; undefined where the options do not say it */
export function tellLastCheckpoint({ file, step }: Written, rate: number | undefined): void {
  const holds = `${file} holds the run after ${step} updates, the last good ones`
  if (rate === undefined) tell(holds)
  else tell(`${holds}; go on from there at a lower rate with`, `  ${resumeCommand(process.argv.slice(2), file, rate)}`)
}

export function divergenceError({ reason }: History, rate: number, clipped: boolean): Error {
  const next = `pass ${clipped ? '' : '--clip-norm 1, or '}a lower --lr: it was ${rate}`
  // what the network was given back is told where it is written
  const [lost] = `${reason}`.split(';')
  return new Error(message(where, 'run', 'a finite loss', `divergence: ${lost}`, next))
}
