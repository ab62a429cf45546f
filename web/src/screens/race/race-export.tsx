/** What a reader takes along from the race: of every lane what is known of it, and the network of each that is at its end. */
import { ExportMenu } from '../../export/export-menu.tsx'
import type { RaceCurves } from '../../export/race-curves.ts'
import { laneNames, laneTone } from '../../lanes/names.ts'
import { beat, runningLane, saveLane } from '../../lanes/running.ts'
import { ownOf } from '../../problem/own-known.ts'
import { evaluatedWords } from '../../problem/own-words.ts'
import { totalSteps } from '../../problem/rows.ts'
import { lab } from '../../state/store.ts'

export function RaceExport() {
  const { lanes, problem, target } = lab.value
  beat.value
  const names = laneNames(lanes)
  const known = lanes.flatMap((lane, i) => {
    const record = runningLane(lane)?.record
    return record === undefined || record.known === 0 ? [] : [{ lane, name: names[i] as string, record }]
  })
  const race = (): RaceCurves => ({
    problem,
    totalSteps: totalSteps(problem),
    target,
    lanes: known.map(({ lane, name, record: { losses, looks, end } }) => {
      return { lane, name, tone: laneTone(lane.id), losses, looks, end }
    }),
  })
  // a lane that was taken back from its end has other weights than those that its SHA-256 is of
  const finished = known.filter(({ record: { step, end } }) => end?.sha256 != null && step === end.steps)
  const networks = finished.map(({ lane, name }) => ({ name, save: () => saveLane(lane.id) }))
  const facts = ownOf(problem)
  const data = problem.data === 'own' ? facts && evaluatedWords(facts) : `${problem.data} --seed ${problem.seed}`
  return <ExportMenu race={known.length === 0 ? null : race} networks={networks} data={data ?? 'FOLDER'} />
}
