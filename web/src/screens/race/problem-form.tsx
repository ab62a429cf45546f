/** What is trained: data, network, batches, epochs, seed, and where the finish line is. */
import { useState } from 'preact/hooks'
import { NumberField } from '../../parts/number-field.tsx'
import { stepsPerEpoch, trainingRows } from '../../problem/rows.ts'
import type { Problem } from '../../state/lab.ts'
import { change, lab } from '../../state/store.ts'
import { DataAndNetwork } from '../data-and-network.tsx'
import { FinishLine } from '../finish-line.tsx'

export function ProblemForm() {
  const { problem } = lab.value
  const { batchSize, epochs, seed, layers } = problem
  const put = (parts: Partial<Problem>, final = true): void =>
    change({ problem: { ...problem, ...parts } }, { merge: !final })
  return (
    <section aria-labelledby="problem-title">
      <h2 id="problem-title">What is trained</h2>
      <div class="fields">
        <div>
          <DataAndNetwork />
          <NetworkEditor key={JSON.stringify(layers)} layers={layers} onChange={(next) => put({ layers: next })} />
        </div>
        <NumberField
          label="Batch size"
          value={batchSize}
          low={1}
          high={Math.min(1024, Math.max(1, trainingRows(problem)))}
          step={1}
          help={`Rows in an update: ${stepsPerEpoch(problem)} updates make an epoch.`}
          onChange={(value, final) => put({ batchSize: Math.round(value) }, final)}
        />
        <NumberField
          label="Epochs"
          value={epochs}
          low={1}
          high={200}
          step={1}
          help="Passes over the data: the length of the race, and of every schedule."
          onChange={(value, final) => put({ epochs: Math.round(value) }, final)}
        />
        <NumberField
          label="Seed"
          value={seed}
          low={0}
          high={1000}
          step={1}
          help="Starting weights and the order of the rows follow from it, the same in every lane."
          onChange={(value, final) => put({ seed: Math.round(value) }, final)}
        />
        <FinishLine />
      </div>
    </section>
  )
}

interface NetworkEditorProps {
  readonly layers: Problem['layers']
  readonly onChange: (layers: Problem['layers']) => void
}

function NetworkEditor({ layers, onChange }: NetworkEditorProps) {
  const lines = `[\n${layers.map((layer) => `  ${JSON.stringify(layer)}`).join(',\n')}\n]`
  const [text, setText] = useState(lines)
  const [wrong, setWrong] = useState<string | null>(null)
  const use = (): void => {
    try {
      const read = JSON.parse(text) as unknown
      if (!Array.isArray(read) || read.length === 0) throw new Error('expected a list of layers')
      setWrong(null)
      onChange(read as Problem['layers'])
    } catch (error) {
      setWrong((error as Error).message)
    }
  }
  return (
    <details class="more">
      <summary>Edit the network</summary>
      <label for="layers">Layers, as JSON</label>
      <textarea
        id="layers"
        rows={Math.min(12, layers.length + 3)}
        spellcheck={false}
        value={text}
        aria-invalid={wrong !== null}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {wrong !== null && <small class="wrong">{wrong}</small>}
      <button type="button" disabled={text === lines} onClick={use}>
        Use this network
      </button>
    </details>
  )
}
