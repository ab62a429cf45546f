/** A lane's run from its beginning to its end, for its weights. */
import { builtInData } from '../../problem/data.ts'
import type { Lane, Problem } from '../../state/lab.ts'
import { engineHere } from '../engine.ts'
import { SLICE } from '../host.ts'
import { LaneRun } from '../lane/run.ts'

/** A run of built-in data. */
export interface Run {
  readonly name: string
  readonly problem: Problem
  readonly lane: Pick<Lane, 'method' | 'rate' | 'dialect'>
}

/** @returns the SHA-256 of the weights; it rejects where the run diverged */
export async function wholeRun({ problem, lane }: Run, rest = async (): Promise<void> => {}): Promise<string> {
  const data = builtInData(problem.data as 'spirals' | 'digits', problem.seed)
  const run = await LaneRun.start({ problem, lane, data, engine: await engineHere() })
  for (;;) {
    run.advance(run.totalSteps, SLICE)
    if (run.step >= run.last) break
    await rest()
  }
  const sha256 = run.end?.sha256
  if (sha256 == null) throw new Error('the run diverged')
  return sha256
}
