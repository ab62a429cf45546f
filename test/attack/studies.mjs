/** SIGKILL in a study: with its journal it goes on, and its answer is that of a study that was left alone. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withoutTimes } from '../../build/tsc/measure/times.js'
import { start } from '../cli/start.mjs'
import { inFolder, json, often } from './runs.mjs'

const STUDIES = 17
const KILLS = 3

const STUDY = [
  ...['compare', '--data', 'spirals', '--hidden', '16', '--batch-size', '50', '--schedules', 'constant,one-cycle'],
  ...['--targets', '0.55,0.6', '--budgets', '4,8', '--seeds', '3', '--trials', '3+2', '--tuning-seeds', '1'],
  ...['--workers', '1'],
]
const textOf = (study) => JSON.stringify(withoutTimes(study))

export async function* attack() {
  const wrong = []
  let kills = 0
  let equal = 0
  let torn = 0
  const left = await inFolder((cwd) => json([...STUDY, '--no-journal'], cwd))
  const undisturbed = textOf(left)
  await often(STUDIES, async (index) => {
    await inFolder(async (cwd) => {
      const path = join(cwd, 'onecycle-trials.jsonl')
      for (let lines = 0, done = 0; done < KILLS; ) {
        const { child, result } = start([...STUDY, '--json'], { cwd })
        const goal = lines + 1 + Math.floor(Math.random() * 8)
        while (child.exitCode === null && linesOf(path) < goal) await sleep(1)
        await sleep(Math.random() * 20)
        child.kill('SIGKILL')
        const { signal, code, stderr } = await result
        if (signal !== 'SIGKILL') {
          if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`)
          // it had ended before the kill: from the beginning
          rmSync(path)
          lines = 0
          continue
        }
        lines = linesOf(path)
        torn += readFileSync(path, 'utf8').endsWith('\n') ? 0 : 1
        done++
        kills++
      }
      const resumed = textOf(await json(STUDY, cwd))
      if (resumed === undisturbed) equal++
      else wrong.push(`study ${index}: another answer`)
      const files = readdirSync(cwd)
      if (files.length !== 1) wrong.push(`study ${index}: left ${files.join(', ')}`)
    })
  })
  yield {
    asked: `${STUDIES * KILLS} kills of studies with a journal, each study with the answer of one that was left alone`,
    seen: `${equal} of ${STUDIES} studies after ${kills} kills, ${torn} of them amid a line`,
    wrong,
  }
}

function linesOf(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').length - 1 : 0
}
