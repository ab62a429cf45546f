/** The reader's own file: given, told about, and raced on. */
import { Choice } from '../parts/choice.tsx'
import { ownKnown, ownOf } from '../problem/own-known.ts'
import { lab } from '../state/store.ts'
import { DropZone } from './drop-zone.tsx'
import { Facts } from './facts.tsx'
import { chooseTarget, forget, give, reading, unfit, useOwnRows } from './given.ts'
import './own-data.css'

export function OwnData() {
  const facts = ownKnown.value
  const table = unfit.value ?? facts
  const { problem } = lab.value
  // an address of before may bring a network for another table
  const fits = ownOf(problem) !== null && problem.layers.at(-1)?.outputs === Math.max(1, facts?.classes ?? 0)
  return (
    <section class="own-data" aria-labelledby="own-data-title">
      <h2 id="own-data-title">Your own file</h2>
      <p>
        A table as CSV, MNIST's two files (images and labels), or the binary batches of CIFAR-10. It is read in this
        page and stays in this browser: nothing is sent anywhere.
      </p>
      <DropZone label="Choose files" hint="or drop them here" onFiles={give} />
      <div aria-live="polite">{reading.value && <p>Reading ...</p>}</div>
      {table?.columns !== undefined && table.target !== undefined && (
        <Choice
          label={`Column of ${table.name} to predict`}
          value={String(table.target)}
          options={table.columns.map((name, i) => ({ value: String(i), text: name }))}
          onChange={(value) => chooseTarget(Number(value))}
        />
      )}
      {facts != null && (
        <>
          <Facts facts={facts} />
          <p class="own-data-buttons">
            {fits ? (
              <span>Lanes train on these rows.</span>
            ) : (
              <button type="button" class="primary" onClick={() => useOwnRows(facts)}>
                Train on these rows
              </button>
            )}
            <button type="button" onClick={forget}>
              Forget the file
            </button>
          </p>
        </>
      )}
    </section>
  )
}
