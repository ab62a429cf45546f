/** What the networks of the lanes have learned, as pictures, live: for data in a plane, for images, for any classes. */
import { neededFile } from '../problem/own-known.ts'
import { Waits } from '../problem/waits.tsx'
import { lab } from '../state/store.ts'
import { AskedPicture } from './asked/asked.tsx'
import { type HeldOut, useHeldOut } from './held-out.ts'
import { JudgedLane } from './judged.tsx'
import { Boundaries } from './plane/boundaries.tsx'
import './learned.css'
import { Numbers } from './numbers.tsx'

export function Learned() {
  const held = useHeldOut()
  const { problem } = lab.value
  return (
    <section class="learned" aria-labelledby="learned-title">
      <h2 id="learned-title">What they have learned</h2>
      {held === null ? (
        <p>{neededFile(problem) === null ? 'Fetching the held-out rows ...' : <Waits />}</p>
      ) : (
        <Shown {...held} />
      )}
    </section>
  )
}

function Shown({ rows, all }: HeldOut) {
  if (rows.targets !== undefined) return <Numbers rows={rows} />
  return (
    <>
      {rows.inputs === 2 && <Boundaries rows={rows} />}
      {rows.shape !== undefined && <AskedPicture rows={rows} key={rows.name} />}
      {rows.inputs !== 2 && <JudgedLane rows={rows} all={all} />}
    </>
  )
}
