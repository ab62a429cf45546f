/** What a finished lane's weights are known by, and how anybody gets the same ones. */
import { CopyButton } from '../parts/copy-button.tsx'
import { download } from '../parts/download.ts'
import { type Lane, laneName, type Problem } from '../state/lab.ts'
import { commandOf, type LaneCommand } from './command.ts'
import './identity.css'

interface IdentityProps {
  /** of the weights */
  readonly sha256: string
  readonly lane: Pick<Lane, 'method' | 'rate' | 'dialect'>
  /** of the lane, as it is told from the others */
  readonly name?: string
  readonly problem: Problem
  /** what stands after --data for the reader's own; null where no command has the same rows */
  readonly data?: string | null
  /** that computed it */
  readonly threads?: number | undefined
}

export function Identity({ sha256, lane, name = laneName(lane), problem, data = null, threads = 1 }: IdentityProps) {
  const { text, files } = commandOf(lane, problem, data)
  return (
    <details class="identity">
      <summary>
        <span class="only-heard">Identity of {name}: </span>
        SHA-256 <code>{sha256.slice(0, 12)}</code> of the weights <span aria-hidden="true">of {name}</span>
        {threads > 1 && `, ${threads} threads`}
      </summary>
      <p>
        <code class="whole">{sha256}</code>
      </p>
      {problem.data === 'own' && data === null ? (
        <p>No command repeats it: the command line would hold out other rows of these files than the page does.</p>
      ) : (
        <Command name={name} text={text} files={files} />
      )}
    </details>
  )
}

function Command({ name, text, files }: LaneCommand & { readonly name: string }) {
  return (
    <>
      <p>This command trains the same network in Node, bit for bit: its last line is this SHA-256.</p>
      <pre>
        <code>{text}</code>
      </pre>
      <div class="tools">
        <CopyButton text={text} what={`the command of ${name}`} />
        {files.map((file) => (
          <button
            key={file.name}
            type="button"
            aria-label={`Download ${file.name} of ${name}`}
            onClick={() => download(file.name, file.text, 'application/json')}
          >
            Download {file.name}
          </button>
        ))}
      </div>
    </>
  )
}
