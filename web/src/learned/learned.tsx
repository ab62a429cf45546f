/** What the networks of the lanes have learned, as pictures, live: for data in a plane, for images, for any classes. */
import { lab } from '../state/store.ts'
import { AskedPicture } from './asked.tsx'
import { Boundaries } from './boundaries.tsx'
import { useHeldOut } from './held-out.ts'
import { JudgedLane } from './judged.tsx'
import './learned.css'

export function Learned() {
  const held = useHeldOut()
  const { data } = lab.value.problem
  return (
    <section class="learned" aria-labelledby="learned-title">
      <h2 id="learned-title">What they have learned</h2>
      {held === null ? (
        <p>{data === 'own' ? 'There are no rows of your own yet.' : 'Fetching the held-out rows ...'}</p>
      ) : (
        <>
          {held.rows.inputs === 2 && <Boundaries rows={held.rows} />}
          {held.rows.shape !== undefined && <AskedPicture rows={held.rows} key={held.rows.name} />}
          {held.rows.inputs !== 2 && <JudgedLane rows={held.rows} all={held.all} />}
        </>
      )}
    </section>
  )
}
