import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { program } from '../onecycle.js'

const RUNS = 20
const pinned = spawnSync('taskset', ['-c', '0', process.execPath, '--version']).status === 0

test.skipIf(!pinned)(
  `find-lr on one core, where compiling lags behind, ends ${RUNS} times of ${RUNS}`,
  () => {
    for (let run = 0; run < RUNS; run++) {
      const { status, signal } = spawnSync('taskset', ['-c', '0', process.execPath, program, 'find-lr'], {
        timeout: 60_000,
        killSignal: 'SIGKILL',
      })
      expect([status, signal]).toEqual([0, null])
    }
  },
  1_200_000,
)
