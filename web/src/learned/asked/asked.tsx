/** One picture, drawn by hand or held out, and what every lane answers to it. */
import type { Dataset } from 'onecycle'
import { useEffect, useRef, useState } from 'preact/hooks'
import { laneNames, laneTone } from '../../lanes/names.ts'
import { askLane } from '../../lanes/running.ts'
import { announce } from '../../parts/announcer.tsx'
import { lab } from '../../state/store.ts'
import { probabilities, surest } from '../confusion.ts'
import { className, rowOf } from '../held-out.ts'
import { useOnReport } from '../on-report.ts'
import { ownFrame } from '../own-frame.ts'
import { Picture } from '../picture.tsx'
import { Bars } from './bars.tsx'
import { builtInHand, likeMnist, type Stroke, written } from './handwriting.ts'
import { Pad } from './pad.tsx'

const PAUSE = 120

export function AskedPicture({ rows }: { readonly rows: Dataset }) {
  const { lanes, problem } = lab.value
  const names = laneNames(lanes)
  const shape = rows.shape ?? []
  const [height = 1, width = 1, channels = 1] = shape
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  // an empty sheet has no answers; a picture that is not drawn is there from the start
  const first = channels === 1 ? -1 : 0
  const [row, setRow] = useState(first)
  const [answers, setAnswers] = useState<readonly (readonly number[] | null)[]>([])
  const place = useRef<HTMLDivElement>(null)
  const drawn = strokes.length > 0
  const asks = drawn || row >= 0
  const hand = problem.data === 'digits' ? builtInHand : likeMnist(height, width)
  const pixels = drawn ? written(strokes, hand) : rowOf(rows, Math.max(0, row))

  const ask = async (): Promise<readonly (readonly number[] | null)[]> => {
    const features = rows.features instanceof Uint8Array ? pixels : Float32Array.from(pixels)
    const found = await Promise.all(
      lanes.map(({ id }) =>
        askLane(id, features).then(
          (values) => probabilities(values, 0, values.length),
          () => null,
        ),
      ),
    )
    await ownFrame()
    setAnswers(found)
    return found
  }
  useOnReport(place, async () => void (await ask()), PAUSE, JSON.stringify([lanes, row, strokes.length, rows.name]))
  const tell = async (): Promise<void> => {
    const found = await ask()
    const said = found.map((chances, i) => {
      if (chances === null) return `${names[i]} has no answer`
      const [class_, sure] = surest(chances, 0, chances.length)
      return `${names[i]} says ${className(rows, class_)}, ${Math.round(100 * sure)} % sure`
    })
    announce(said.join('; '))
  }
  useEffect(() => {
    if (row > first) tell()
  }, [row])

  return (
    <div ref={place}>
      <h3>{channels === 1 ? 'Draw one yourself' : 'Ask about a picture'}</h3>
      {channels === 1 && (
        <p>Where and how large you draw does not matter. Every lane answers at once, however far it has trained.</p>
      )}
      <div class="asked">
        {channels === 1 && (
          <div>
            <Pad
              label="Sheet to draw on with mouse, finger or pen; by keyboard, choose a held-out picture instead"
              strokes={strokes}
              onStrokes={(next, done) => {
                setStrokes(next)
                if (done) tell()
              }}
            />
            <p>
              <button type="button" disabled={!drawn} onClick={() => setStrokes([])}>
                Clear the sheet
              </button>
            </p>
          </div>
        )}
        <div class="asked-picture">
          {asks && (
            <>
              <Picture
                pixels={pixels}
                shape={shape}
                size={112}
                label={drawn ? 'What the networks see' : `Row ${row + 1}`}
              />
              <p>
                {drawn ? (
                  'What the networks see.'
                ) : (
                  <>
                    Held-out row {row + 1}: it is <strong>{className(rows, rows.labels[row] as number)}</strong>.
                  </>
                )}
              </p>
            </>
          )}
          <label class="row-choice">
            Or show held-out row{' '}
            <input
              type="number"
              min={1}
              max={rows.count}
              value={row < 0 ? '' : row + 1}
              onInput={(event) => {
                const wanted = Math.round(Number(event.currentTarget.value))
                if (!(wanted >= 1 && wanted <= rows.count)) return
                setStrokes([])
                setRow(wanted - 1)
              }}
            />
          </label>
        </div>
        <div class="answers">
          {asks &&
            lanes.map(({ id }, i) => (
              <Bars
                key={id}
                name={names[i] as string}
                tone={laneTone(id)}
                chances={answers[i] ?? null}
                classNames={Array.from({ length: rows.classes }, (_, c) => className(rows, c))}
              />
            ))}
        </div>
      </div>
    </div>
  )
}
