/** The screen "race". */
import { OwnDataPart } from '../../own-data/own-data-part.tsx'

export function RaceScreen() {
  return (
    <>
      <p>Race</p>
      <OwnDataPart />
    </>
  )
}
