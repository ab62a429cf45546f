/** Find the rate: a range test that runs live, and the bounds that are read from it. */

import { give } from '../../own-data/given.ts'
import { OwnDataPart } from '../../own-data/own-data-part.tsx'
import { chooseFiles } from '../../parts/choose-files.ts'
import { More } from '../../parts/more.tsx'
import { totalSteps } from '../../problem/rows.ts'
import { Waits } from '../../problem/waits.tsx'
import type { DataName } from '../../state/lab.ts'
import { lab } from '../../state/store.ts'
import { Answer } from './answer.tsx'
import { BoundsForm } from './bounds-form.tsx'
import { CyclePlot } from './cycle-plot.tsx'
import { RangeOptions } from './range-options.tsx'
import { RangePlot } from './range-plot.tsx'
import { type RangeRun, runRangeTest, shownRun, stopRangeTest } from './range-run.ts'
import './rate.css'

const tasks: Record<DataName, string> = {
  spirals: 'here to tell two spirals apart',
  digits: 'here to read drawn digits',
  own: 'here on your own file',
}

export function RateScreen() {
  return (
    <>
      <p>
        <strong>
          Ways to change the learning rate race on the same small network, each in a lane of its own,{' '}
          {tasks[lab.value.problem.data]}. Is 1cycle really faster?
        </strong>
      </p>
      <p>
        The learning rate is how far each update moves the weights: too low, and training crawls; too high, and it
        explodes. A range test trains for a few hundred updates while the rate rises from far too low to far too high.
        The loss falls where the rate is useful, and turns where it is too much: the best peak for 1cycle lies near that
        turn.
      </p>
      <RunButton />
      <div class="side-by-side">
        <div>
          <RangePlot />
          <Answer />
        </div>
        <div>
          <BoundsForm />
          <CyclePlot />
        </div>
      </div>
      <h2>What is swept</h2>
      <RangeOptions />
      <OwnDataPart />
      <More title="What a sweep does, step by step">
        <p>
          Update i of n uses the rate from (to / from)^((i - 1) / (n - 1)). The loss of each batch is smoothed with a
          lag of 9 % of the sweep. A sweep ends early where the smoothed loss is four times its lowest. 100 updates are
          tried first, and 300 where 100 give no answer. Half a sweep and one with held-out rows check it.
        </p>
      </More>
    </>
  )
}

/** Told of a test that takes long, once its pace is known. */
function secondsLeft({ progress, startedAt }: RangeRun): string {
  const elapsed = (performance.now() - startedAt) / 1000
  const left = (elapsed * (1 - progress)) / progress
  return elapsed < 2 || left < 3 ? '' : `about ${Math.ceil(left)} s left`
}

function RunButton() {
  const run = shownRun.value
  const isRunning = run?.state === 'running'
  const isEmpty = totalSteps(lab.value.problem) === 0
  return (
    <p class="run">
      <button type="button" class="primary" disabled={isEmpty} onClick={isRunning ? stopRangeTest : runRangeTest}>
        {isRunning ? 'Stop' : run === null ? 'Run the range test' : 'Run the range test again'}
      </button>
      {run === null && (
        <button type="button" onClick={() => chooseFiles(give)}>
          or use your own CSV
        </button>
      )}
      {isRunning && <progress aria-label="Range test" value={run.progress} max={1} />}
      {isRunning && secondsLeft(run)}
      <Waits />
    </p>
  )
}
