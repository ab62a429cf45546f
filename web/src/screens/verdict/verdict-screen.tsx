/** The screen "verdict". */
import { Later } from '../../parts/later.tsx'

export function VerdictScreen() {
  return (
    <>
      <p>Verdict</p>
      <Later
        name="the recorded runs"
        load={() => import('../../identity/recorded-runs.tsx').then((part) => part.RecordedRuns)}
      />
    </>
  )
}
