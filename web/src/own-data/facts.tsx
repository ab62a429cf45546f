/** What was read: sizes, the hash of each file, and what was decided for each column. */
import { More } from '../parts/more.tsx'
import type { OwnFacts } from '../problem/own-rows.ts'

export function Facts({ facts }: { readonly facts: OwnFacts }) {
  const { name, files, rows, heldOut, inputs, shape, classes, notes } = facts
  const of = shape === undefined ? `${inputs} inputs` : `images of ${shape.join(' × ')}`
  return (
    <>
      <p>
        <strong>{name}</strong>: {count(rows)} rows to train on, {count(heldOut)} held out, {of},{' '}
        {classes === 0 ? 'a number to predict' : `${classes} classes`}.
      </p>
      {classes === 0 && (
        <p>
          The target is a number, so lanes are told by their loss on the held-out rows, and nothing crosses a finish
          line. The verdict is over RMSE, in the unit of the target. A tenth of the usual rates is a good start.
        </p>
      )}
      {notes.length > 0 && (
        <More title="What was decided for its rows and columns">
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </More>
      )}
      <More title="SHA-256 of each file">
        <ul>
          {files.map(({ name, bytes, sha256 }) => (
            <li key={name}>
              {name}, {count(bytes)} bytes: <code>{sha256 ?? 'not known: the page was not loaded over https'}</code>
            </li>
          ))}
        </ul>
      </More>
    </>
  )
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}
