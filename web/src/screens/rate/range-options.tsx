/** What is swept, and how. */
import type { Sweep } from 'onecycle'
import { Choice } from '../../parts/choice.tsx'
import { NumberField } from '../../parts/number-field.tsx'
import { change, lab } from '../../state/store.ts'
import { DataAndNetwork } from '../data-and-network.tsx'

const sweeps: readonly { readonly value: Sweep; readonly text: string }[] = [
  { value: 'exponential', text: 'exponential: 0.00001 to 10' },
  { value: 'linear', text: 'linear: up to 1' },
  { value: 'triangular', text: 'triangular: up to 1 and back' },
]

export function RangeOptions() {
  const { rangeSeeds, rangeSweep } = lab.value
  return (
    <div class="range-options">
      <DataAndNetwork />
      <Choice label="Sweep" value={rangeSweep} options={sweeps} onChange={(sweep) => change({ rangeSweep: sweep })} />
      <NumberField
        label="Seeds"
        value={rangeSeeds}
        low={1}
        high={10}
        step={1}
        help="One sweep each, with other starting weights."
        onChange={(seeds, final) => change({ rangeSeeds: Math.round(seeds) }, { merge: !final })}
      />
    </div>
  )
}
