/** Play, pause, step, rewind, and how fast. */
import { useEffect, useRef } from 'preact/hooks'
import { pause, play, playing, position, seek } from '../../lanes/conductor.ts'
import { announce } from '../../parts/announcer.tsx'
import { Choice } from '../../parts/choice.tsx'
import { stepsPerEpoch, totalSteps } from '../../problem/rows.ts'
import { Waits } from '../../problem/waits.tsx'
import { change, lab } from '../../state/store.ts'

const paces = [10, 30, 100, 300, 1000, 0]

export function Controls() {
  const { problem, pace } = lab.value
  const total = totalSteps(problem)
  const epoch = stepsPerEpoch(problem)
  const at = position.value
  const runs = playing.value
  const nextEpoch = Math.min(total, (Math.floor(at / epoch) + 1) * epoch)
  const were = useRef(runs)
  useEffect(() => {
    const stopped = at >= total ? 'The race has ended.' : `Paused after ${at} of ${total} updates.`
    if (!runs) announce(were.current ? stopped : '')
    were.current = runs
  }, [runs, at, total])
  return (
    <section class="controls" aria-label="Race controls">
      <div class="tools">
        <button type="button" class="primary" disabled={total === 0} onClick={() => (runs ? pause() : play())}>
          {runs ? 'Pause' : at >= total && total > 0 ? 'Play again' : 'Play'}
        </button>
        <button type="button" disabled={at >= total} onClick={() => seek(at + 1)}>
          Step 1 update
        </button>
        <button type="button" disabled={at >= total} onClick={() => seek(nextEpoch)}>
          Step 1 epoch
        </button>
        <button type="button" disabled={at === 0 && !runs} onClick={() => seek(0)}>
          Back to the start
        </button>
        <Choice
          label="Speed"
          value={`${pace}`}
          options={paces.map((value) => ({
            value: `${value}`,
            text: value === 0 ? 'as fast as it goes' : `${value} updates a second`,
          }))}
          onChange={(value) => change({ pace: Number(value) })}
        />
        <Waits />
      </div>
      <label class="rewind">
        <span>
          Update {at} of {total}, epoch {Math.floor(at / Math.max(1, epoch))} of {problem.epochs}
        </span>
        <input
          type="range"
          aria-label="Rewind: update"
          min={0}
          max={total}
          step={1}
          value={at}
          onInput={(event) => seek(Number(event.currentTarget.value))}
        />
      </label>
    </section>
  )
}
