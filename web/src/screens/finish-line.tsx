/** The share of right answers at which a lane has arrived: in the race, and in its verdict. */
import { NumberField } from '../parts/number-field.tsx'
import { predictsNumber } from '../problem/own-known.ts'
import { change, lab } from '../state/store.ts'

export function FinishLine() {
  const { problem, target } = lab.value
  // of a number to predict no answer is simply right
  if (predictsNumber(problem)) return null
  return (
    <NumberField
      label="Finish line"
      value={target}
      low={0.1}
      high={0.999}
      step={0.005}
      help="Share of right answers on the held-out rows at which a lane has arrived."
      onChange={(value, final) => change({ target: value }, { merge: !final })}
    />
  )
}
