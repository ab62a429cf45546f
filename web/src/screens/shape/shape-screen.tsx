/** The screen "shape". */
import { Later } from '../../parts/later.tsx'

export function ShapeScreen() {
  return (
    <>
      <p>Shape</p>
      <Later name="the landscape" load={() => import('../../landscape/landscape.tsx').then((part) => part.Landscape)} />
    </>
  )
}
