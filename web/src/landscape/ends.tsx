/** Where each dot ends, as a table. */
import { Scroller } from '../parts/scroller.tsx'
import type { Walk } from './walk.ts'

/** A lane's walk; null where its optimizer has no dot. */
export interface LaneWalk {
  readonly name: string
  readonly tone: string
  readonly walk: Walk | null
}

const places: Record<Walk['end'], string> = {
  upper: 'the upper valley',
  lower: 'the lower valley',
  ravine: 'no valley yet',
  lost: 'out of the map: it diverged',
}

export function Ends({ walks }: { readonly walks: readonly LaneWalk[] }) {
  return (
    <Scroller label="Each dot at the end of its walk">
      <table class="landscape-ends">
        <caption>Each dot at the end of its walk</caption>
        <thead>
          <tr>
            <th scope="col">Lane</th>
            <th scope="col">Ends in</th>
            <th scope="col" class="number">
              There for good after
            </th>
            <th scope="col" class="number">
              Mean height, last tenth
            </th>
          </tr>
        </thead>
        <tbody>
          {walks.map(({ name, tone, walk }) => (
            <tr key={name}>
              <th scope="row">
                <span class="swatch" style={{ background: `var(--oc-${tone})` }} /> {name}
              </th>
              {walk === null ? (
                <td colSpan={3}>not shown: its optimizer moves weights by another rule</td>
              ) : (
                <>
                  <td>{places[walk.end]}</td>
                  <td class="number">{walk.arrived === null ? '-' : `${walk.arrived} updates`}</td>
                  <td class="number">{walk.end === 'lost' ? '-' : walk.settled.toFixed(3)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
