/** A few workers for the trials of a study: each has the data, and takes the next trial when it is done with one. */
import type { TrialConfig, TrialData, TrialRecord } from 'onecycle'
import type { TrialCommand, TrialReport } from './protocol.ts'

/** More gain nothing on usual machines, and each takes memory for the data. */
const MOST = 4

export const poolSize = Math.max(1, Math.min(MOST, navigator.hardwareConcurrency || 1))

export function startPool(
  start: (role: string) => MessagePort,
  data: TrialData,
): (config: TrialConfig) => Promise<TrialRecord> {
  const workers = Array.from({ length: poolSize }, () => start('study-trial'))
  const send = (worker: MessagePort, command: TrialCommand): void => worker.postMessage(command)
  for (const worker of workers) send(worker, { do: 'data', data })
  const idle = [...workers]
  return (config) => {
    const worker = idle.pop()
    if (worker === undefined) throw new Error('more trials at a time than there are workers')
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data: report }: MessageEvent<TrialReport>) => {
        idle.push(worker)
        if (report.tell === 'record') resolve(report.record)
        else reject(new Error(report.message))
      }
      send(worker, { do: 'trial', config })
    })
  }
}
