/** What is swept, and how. */
import type { Sweep } from 'onecycle'
import { Choice } from '../../parts/choice.tsx'
import { NumberField } from '../../parts/number-field.tsx'
import { networkPresets, presetOf, usualProblem, withOutputs } from '../../problem/networks.ts'
import { ownKnown } from '../../problem/own-known.ts'
import { ownProblem } from '../../problem/own-problem.ts'
import type { DataName } from '../../state/lab.ts'
import { change, lab } from '../../state/store.ts'

const sweeps: readonly { readonly value: Sweep; readonly text: string }[] = [
  { value: 'exponential', text: 'exponential: 0.00001 to 10' },
  { value: 'linear', text: 'linear: up to 1' },
  { value: 'triangular', text: 'triangular: up to 1 and back' },
]

export function RangeOptions() {
  const { problem, rangeSeeds, rangeSweep } = lab.value
  const { data, layers } = problem
  const presets = networkPresets.filter((preset) => preset.data === data)
  const preset = presetOf(problem)
  const own = ownKnown.value ?? null
  const outputs = Number(layers.at(-1)?.outputs ?? 2)
  return (
    <div class="range-options">
      <Choice<DataName>
        label="Data"
        value={data}
        options={[
          { value: 'spirals', text: 'spirals' },
          { value: 'digits', text: 'digits' },
          ...(own === null && data !== 'own' ? [] : [{ value: 'own' as const, text: own?.name ?? 'your own' }]),
        ]}
        onChange={(name) => {
          if (name !== 'own') change({ problem: usualProblem(name, problem.seed), bounds: null })
          else if (own !== null) change({ problem: ownProblem(own, problem.seed), bounds: null })
        }}
      />
      <Choice
        label="Network"
        value={preset?.name ?? ''}
        options={[
          ...(preset === undefined ? [{ value: '', text: 'your own' }] : []),
          ...presets.map(({ name }) => ({ value: name, text: name })),
        ]}
        onChange={(name) => {
          const chosen = presets.find((one) => one.name === name)
          if (chosen !== undefined)
            change({ problem: { ...problem, layers: withOutputs(chosen, outputs) }, bounds: null })
        }}
      />
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
