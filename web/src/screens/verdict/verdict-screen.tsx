/** The verdict: the race over several seeds and lengths, and what may be said after it. */
import { useEffect } from 'preact/hooks'
import { askTuningCost, cancelStudy, settingOf, startStudy, studyState, tuningCost } from '../../lanes/study.ts'
import { type StudyKind, studyBudgets } from '../../lanes/study-methods.ts'
import { ReplayPart } from '../../own-data/replay-part.tsx'
import { Later } from '../../parts/later.tsx'
import { More } from '../../parts/more.tsx'
import { NumberField } from '../../parts/number-field.tsx'
import { epochsText, listed } from '../../parts/words.ts'
import { predictsNumber } from '../../problem/own-known.ts'
import { totalSteps } from '../../problem/rows.ts'
import { Waits } from '../../problem/waits.tsx'
import { RATES } from '../../state/lab.ts'
import { change, lab } from '../../state/store.ts'
import { FinishLine } from '../finish-line.tsx'
import { Progress } from './progress.tsx'
import { Result } from './result.tsx'
import './verdict.css'
import { duration } from './words.ts'

/** milliseconds without a change after which the cost of tuning is worked out */
const QUIET = 500

export function VerdictScreen() {
  const { lanes, problem, seeds, target } = lab.value
  const state = studyState.value
  useEffect(() => {
    const timer = setTimeout(() => askTuningCost(lab.value), QUIET)
    return () => clearTimeout(timer)
  }, [lanes, problem, seeds, target])
  const budgets = studyBudgets(problem.epochs)
  const running = state.is === 'running'
  const nothing = totalSteps(problem) === 0
  const tuned = settingOf(lab.value, 'tuned')
  const cost = tuningCost.value?.setting === JSON.stringify(tuned) ? tuningCost.value.estimate : null
  const start = (kind: StudyKind) => () => void startStudy(lab.value, kind)
  return (
    <section class="verdict">
      <p>
        One race is an anecdote: another seed may have another winner. So run it again with {seeds} seeds, over{' '}
        {listed(budgets)} epoch{budgets.length > 1 && 's'}, since who is first may depend on how long the race is. A
        seed gives every lane the same starting weights and the same order of the rows, so lanes are compared in pairs.
      </p>
      <NumberField
        label="Seeds"
        value={seeds}
        low={2}
        high={20}
        step={1}
        help="With six or more, the interval of a median covers 95 %."
        onChange={(value, final) => change({ seeds: Math.round(value) }, { merge: !final })}
      />
      <FinishLine />
      <Waits />
      <div class="ways">
        <div>
          <h2>With these rates</h2>
          <p>Every lane at the rate that it has. Quick, and the verdict says that nothing was tuned.</p>
          <button type="button" class="primary" disabled={running || nothing} onClick={start('as they are')}>
            Run it over {seeds} seeds
          </button>
        </div>
        <div>
          <h2>Tune every lane</h2>
          <p>
            Every lane tries rates from {RATES.low} to {RATES.high} at every length, on seeds of their own, and takes
            its best: the fair comparison.{' '}
            {cost !== null &&
              `It takes at most ${cost.trials} runs, ${epochsText(cost.epochs)} in all: ${duration(cost.seconds)} here.`}
          </p>
          <button type="button" disabled={running || nothing || tuned.schedules.length < 2} onClick={start('tuned')}>
            Tune every lane
          </button>
          {tuned.schedules.length < 2 && (
            <p class="note">Tuned, all lanes are the same: give them different methods.</p>
          )}
        </div>
      </div>
      <More title="How is a verdict reached?">
        <p>
          For each seed, {predictsNumber(problem) ? 'RMSE is a falling' : 'the share of right answers is a rising'}{' '}
          curve through its runs of all lengths, and the time to the target is where it crosses. A speed-up is the ratio
          of two medians over the seeds, with a 95 % interval over pairs:
        </p>
        <p>
          <code>speed-up = median epochs of the rival / median epochs of the subject</code>
        </p>
        <p>
          A run that never arrives counts as longer than all, so where rivals miss the target only a bound is told:
          censored.
        </p>
      </More>
      {state.is === 'running' && <Progress kind={state.kind} progress={state.progress} onCancel={cancelStudy} />}
      {state.is === 'failed' && (
        <p class="wrong" role="alert">
          The study stopped: {state.text}
        </p>
      )}
      {state.is === 'done' && (
        <Result
          result={state.result}
          stale={state.result.setting !== JSON.stringify(settingOf(lab.value, state.result.kind))}
        />
      )}
      <ReplayPart />
      <Later
        name="the recorded runs"
        load={() => import('../../identity/recorded-runs.tsx').then((part) => part.RecordedRuns)}
      />
    </section>
  )
}
