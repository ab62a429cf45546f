/** The numbers of a race as a table: a row for each update of each lane. */
import { methodOptimizer } from 'onecycle'
import { runOf } from '../schedule/run.ts'
import type { LaneCurves, RaceCurves } from './race-curves.ts'

const HEAD = 'lane,step,loss,learningRate,momentum,heldOutLoss,heldOutAccuracy'

/** `step` counts finished updates; a loss is that of its batch, before the update. */
export function raceCsv({ lanes, totalSteps, problem }: RaceCurves): string {
  return `${[HEAD, ...lanes.flatMap((lane) => rowsOf(lane, totalSteps, problem.epochs))].join('\n')}\n`
}

function rowsOf({ name, lane, losses, looks }: LaneCurves, totalSteps: number, epochs: number): string[] {
  const { learningRate, momentum } = methodOptimizer(lane.method, runOf(lane, totalSteps, epochs))
  const looked = new Map(looks.map((look) => [look.step, look]))
  return Array.from(losses, (loss, i) => {
    const look = looked.get(i + 1)
    const cells = [quoted(name), i + 1, loss, learningRate(i), momentum(i), look?.loss, look?.accuracy]
    return cells.map((cell) => cell ?? '').join()
  })
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
