/** The screen "rate". */
import { OwnDataPart } from '../../own-data/own-data-part.tsx'

export function RateScreen() {
  return (
    <>
      <p>Rate</p>
      <OwnDataPart />
    </>
  )
}
