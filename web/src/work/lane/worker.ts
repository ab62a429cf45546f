/** A lane: goes where it is told, in slices, and reports at most once a frame. */
import type { Network } from 'onecycle'
import { problemData } from '../../problem/data.ts'
import { engineHere, threadsHere } from '../engine.ts'
import { type Role, SLICE } from '../host.ts'
import type { LaneCommand, LaneReport } from './protocol.ts'
import { LaneRun, type RunSetting } from './run.ts'

/** milliseconds between two reports at least */
const FRAME = 16
/** milliseconds of training that is thrown away, before the first that counts: engines make their fast code meanwhile */
const WARM_UP = 100

export const lane: Role<LaneCommand, LaneReport> = ({ tell, rest }) => {
  let run: LaneRun | null = null
  /** resolves to the run, once it has warmed up */
  let started: Promise<LaneRun> | null = null
  let aim = 0
  let share = 1
  let moving = false
  let told = -Infinity

  async function warmUp(setting: RunSetting): Promise<void> {
    const thrownAway = await LaneRun.start(setting)
    // a lane that is sent on its way meanwhile does not wait
    for (let warmed = 0; warmed < WARM_UP && aim === 0; warmed += SLICE) {
      thrownAway.advance(Infinity, SLICE)
      await rest()
    }
    thrownAway.network.dispose()
  }

  /** Towards the aim, which may be moved meanwhile. */
  async function move(): Promise<void> {
    if (run === null || moving) return
    moving = true
    try {
      for (;;) {
        const to = Math.min(aim, run.last)
        if (to < run.step) await run.goBack(to)
        if (run.step >= to) break
        const start = performance.now()
        run.advance(to, SLICE)
        const took = performance.now() - start
        if (performance.now() - told >= FRAME) report(run)
        await rest(took / share - took)
      }
      report(run)
    } finally {
      moving = false
    }
  }

  function report(now: LaneRun): void {
    told = performance.now()
    const { from, losses, looks } = now.take()
    tell(
      { tell: 'progress', step: now.step, from, losses, looks, end: now.end, threads: now.network.threads.count },
      losses.buffer,
    )
  }

  async function start({ problem, lane, processors }: Extract<LaneCommand, { do: 'start' }>): Promise<LaneRun> {
    const engine = await engineHere()
    const threads = threadsHere(processors)
    const setting = { problem, lane, data: await problemData(problem), engine, threads }
    await warmUp(setting)
    run = await LaneRun.start(setting)
    return run
  }

  async function theNetwork(): Promise<Network> {
    if (started === null) throw new Error('the lane was not started')
    return (await started).network
  }

  return async (command) => {
    const id = 'id' in command ? command.id : null
    try {
      if (command.do === 'start') {
        started = start(command)
        await started
        await move()
      } else if (command.do === 'goTo') {
        aim = command.step
        share = command.share
        await move()
      } else if (command.do === 'ask') {
        const values = (await theNetwork()).predict(command.features)
        tell({ tell: 'answer', id: command.id, values }, values.buffer)
      } else {
        const bytes = (await theNetwork()).save()
        tell({ tell: 'file', id: command.id, bytes }, bytes.buffer)
      }
    } catch (error) {
      tell({ tell: 'failed', message: (error as Error).message, id })
    }
  }
}
