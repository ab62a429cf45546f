/** Both bounds as numbers, and what they are used for. */
import { NumberField } from '../../parts/number-field.tsx'
import { lab } from '../../state/store.ts'
import { RATES, shownBounds } from './bounds.ts'
import { lanesWithin, moveBound, useBounds } from './range-run.ts'
import { shortRate } from './words.ts'

export function BoundsForm() {
  const bounds = shownBounds(lab.value)
  const within = lanesWithin(bounds, lab.value)
  const { lanes } = lab.value
  const isSet = within.every(
    ({ rate, method }, i) => rate === lanes[i]?.rate && JSON.stringify(method) === JSON.stringify(lanes[i]?.method),
  )
  const field = (which: 'low' | 'peak', label: string, help: string) => (
    <NumberField
      label={label}
      value={bounds[which]}
      low={RATES.low}
      high={RATES.high}
      step={0.001}
      logarithmic
      help={help}
      onChange={(rate, final) => moveBound(which, rate, final)}
    />
  )
  return (
    <>
      {field('peak', 'Peak rate', 'The highest rate that training should meet.')}
      {field('low', 'Low rate', 'Where a cycle begins.')}
      {isSet ? (
        <p role="status">
          Every lane goes up to {shortRate(bounds.peak)}, and every 1cycle begins at {shortRate(bounds.low)}.
        </p>
      ) : (
        <button type="button" onClick={() => useBounds(bounds)}>
          Set every lane to these rates
        </button>
      )}
    </>
  )
}
