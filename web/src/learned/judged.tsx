/** A lane against the held-out rows: its confusion matrix, and the mistakes that it is surest of. */
import { useMemo, useRef, useState } from 'preact/hooks'
import { laneNames } from '../lanes/names.ts'
import { askLane } from '../lanes/running.ts'
import { Choice } from '../parts/choice.tsx'
import { ownOf } from '../problem/own-known.ts'
import { heldOutPlaces } from '../problem/own-places.ts'
import { lab } from '../state/store.ts'
import { type Judged, judge } from './confusion.ts'
import { ConfusionTable } from './confusion-table.tsx'
import { className, type HeldOut, rowOf } from './held-out.ts'
import { useOnReport } from './on-report.ts'
import { ownFrame } from './own-frame.ts'
import { Picture } from './picture.tsx'

const SHOWN = 12
const PAUSE = 700

export function JudgedLane({ rows, all }: HeldOut) {
  const { lanes, problem } = lab.value
  const names = laneNames(lanes)
  const [chosen, setChosen] = useState(lanes.at(-1)?.id ?? '')
  const lane = lanes.find(({ id }) => id === chosen) ?? lanes.at(-1)
  const id = lane?.id ?? ''
  const place = useRef<HTMLDivElement>(null)
  const [judged, setJudged] = useState<Judged | null>(null)
  const look = async (): Promise<void> => {
    const answers = await askLane(id, rows.features)
    await ownFrame()
    setJudged(judge(rows.labels, answers, rows.classes, SHOWN))
  }
  useOnReport(place, look, PAUSE, `${JSON.stringify(lane)} ${rows.name} ${rows.count} ${rows.classes}`)
  const { shape } = rows
  const facts = ownOf(problem)
  const places = useMemo(() => facts && heldOutPlaces(facts, problem.seed), [facts, problem.seed])
  const placeOf = (row: number): string => {
    if (shape !== undefined) return `image ${row + 1}`
    return places === null ? `held-out row ${row + 1}` : `row ${places[row]} of the file`
  }
  return (
    <div ref={place} class="judged">
      <Choice
        label="Lane to look into"
        value={id}
        options={lanes.map((lane, i) => ({ value: lane.id, text: names[i] as string }))}
        onChange={setChosen}
      />
      {judged === null ? (
        <p>Waiting for its first answers ...</p>
      ) : (
        <div class="judged-parts">
          <ConfusionTable judged={judged} rows={rows} all={all} />
          <div>
            <h3>The mistakes that it is surest of</h3>
            {judged.mistakes.length === 0 && <p>None: it answers every one of these rows right.</p>}
            <ul class="mistakes">
              {judged.mistakes.map(({ row, actual, predicted, sure }) => {
                const told = `${className(rows, actual)} taken for ${className(rows, predicted)}`
                return (
                  <li key={row}>
                    {shape !== undefined && (
                      <Picture pixels={rowOf(rows, row)} shape={shape} label={`Image ${row + 1}`} />
                    )}
                    <span>
                      {told}
                      <small>
                        {certainty(sure)} sure, {placeOf(row)}
                      </small>
                    </span>
                  </li>
                )
              })}
            </ul>
          </div>
        </div>
      )}
    </div>
  )
}

function certainty(share: number): string {
  return share > 0.9999 ? 'over 99.99 %' : `${(100 * share).toFixed(share > 0.999 ? 2 : 1)} %`
}
