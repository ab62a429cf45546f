/** Shape the schedule: one lane at a time, all of them on one axis. */
import { Later } from '../../parts/later.tsx'
import { Copies } from './copies.tsx'
import { Editor } from './editor.tsx'
import { LaneList } from './lane-list.tsx'
import { SchedulePlots } from './schedule-plots.tsx'
import './shape.css'

export function ShapeScreen() {
  return (
    <>
      <p>
        A schedule says which rate each update uses. Each lane of the race has one. 1cycle rises to a high peak and
        falls far below where it began. Choose its rivals, change them, or draw your own.
      </p>
      <LaneList />
      <div class="side-by-side shape">
        <SchedulePlots />
        <Editor />
      </div>
      <Copies />
      <Later name="the landscape" load={() => import('../../landscape/landscape.tsx').then((part) => part.Landscape)} />
    </>
  )
}
