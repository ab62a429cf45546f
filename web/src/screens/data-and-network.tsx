/** Which data are trained on, and by which network. */
import { Choice } from '../parts/choice.tsx'
import { networkPresets, presetOf, usualProblem, withOutputs } from '../problem/networks.ts'
import { ownKnown } from '../problem/own-known.ts'
import { networkInWords, ownProblem } from '../problem/own-problem.ts'
import type { DataName, Problem } from '../state/lab.ts'
import { change, lab } from '../state/store.ts'

export function DataAndNetwork() {
  const { problem } = lab.value
  const { data, layers, seed } = problem
  const presets = networkPresets.filter((preset) => preset.data === data)
  const preset = presetOf(problem)
  const own = ownKnown.value ?? null
  // the bounds of the rate were those of another network
  const put = (problem: Problem): void => change({ problem, bounds: null })
  return (
    <>
      <Choice<DataName>
        label="Data"
        value={data}
        options={[
          { value: 'spirals', text: 'two spirals, 1,000 points' },
          { value: 'digits', text: 'drawn digits, 10,000 images' },
          ...(own === null && data !== 'own' ? [] : [{ value: 'own' as const, text: own?.name ?? 'your own' }]),
        ]}
        onChange={(name) => {
          if (name !== 'own') put(usualProblem(name, seed))
          else if (own !== null) put(ownProblem(own, seed))
        }}
      />
      <Choice
        label="Network"
        value={preset?.name ?? ''}
        options={[
          ...(preset === undefined ? [{ value: '', text: networkInWords(problem, own) }] : []),
          ...presets.map(({ name }) => ({ value: name, text: name })),
        ]}
        onChange={(name) => {
          const next = presets.find((one) => one.name === name)
          if (next !== undefined) put({ ...problem, layers: withOutputs(next, Number(layers.at(-1)?.outputs ?? 2)) })
        }}
      />
    </>
  )
}
