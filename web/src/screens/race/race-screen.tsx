/** The race: the same start, the same rows in the same order, another schedule in each lane. */
import { useEffect } from 'preact/hooks'
import { prepareRuns } from '../../lanes/running.ts'
import { OwnDataPart } from '../../own-data/own-data-part.tsx'
import { Later } from '../../parts/later.tsx'
import { predictsNumber } from '../../problem/own-known.ts'
import { lab } from '../../state/store.ts'
import { Controls } from './controls.tsx'
import { Lanes } from './lanes.tsx'
import { Outcome } from './outcome.tsx'
import { Plots } from './plots.tsx'
import { ProblemForm } from './problem-form.tsx'
import './race.css'
import { Table } from './table.tsx'

/** milliseconds without a change after which workers are started */
const QUIET = 400

export function RaceScreen() {
  const { problem, lanes } = lab.value
  useEffect(() => {
    const timer = setTimeout(prepareRuns, QUIET)
    return () => clearTimeout(timer)
  }, [problem, lanes])
  return (
    <>
      <p>
        Every lane trains the same network from the same starting weights on the same batches. Only the schedule
        differs, so what you see between the curves is what the schedule did. Press play, and watch{' '}
        {predictsNumber(problem) ? 'whose loss falls the furthest' : 'who crosses the finish line'}.
      </p>
      <Controls />
      <Outcome />
      <div class="side-by-side race">
        <div>
          <Plots />
          <Table />
        </div>
        <div>
          <Lanes />
        </div>
      </div>
      <Later name="the exports" load={() => import('./race-export.tsx').then(({ RaceExport }) => RaceExport)} />
      <ProblemForm />
      <OwnDataPart />
      <Later
        name="what they have learned"
        load={() => import('../../learned/learned.tsx').then(({ Learned }) => Learned)}
      />
    </>
  )
}
