/** Both bounds as numbers, and what they are used for. */
import { announce } from '../../parts/announcer.tsx'
import { NumberField } from '../../parts/number-field.tsx'
import { lab } from '../../state/store.ts'
import { RATES, shownBounds } from './bounds.ts'
import { beginLow, moveBound, useBounds } from './range-run.ts'
import { shortRate } from './words.ts'

export function BoundsForm() {
  const bounds = shownBounds(lab.value)
  const used = (): void => {
    useBounds(bounds)
    announce(`Every lane has a peak of ${shortRate(bounds.peak)} now.`)
  }
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
      <div class="tools">
        <button type="button" onClick={used}>
          Use this peak for every lane
        </button>
        <button type="button" onClick={() => beginLow(bounds)}>
          Begin every 1cycle at the low rate
        </button>
      </div>
    </>
  )
}
