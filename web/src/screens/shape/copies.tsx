/** The edited lane's schedule, to be taken elsewhere. */
import { CopyButton } from '../../parts/copy-button.tsx'
import { More } from '../../parts/more.tsx'
import { asCommand } from '../../schedule/copies/command.ts'
import { methodAsJson } from '../../schedule/copies/json.ts'
import { asTypeScript } from '../../schedule/copies/typescript.ts'
import { laneName } from '../../state/lab.ts'
import { lab } from '../../state/store.ts'
import { edited, runLength } from './edited.ts'

export function Copies() {
  // the address follows the state
  const { problem } = lab.value
  const lane = edited.value
  const name = laneName(lane)
  const typescript = asTypeScript(lane, runLength())
  const copies = [
    { label: 'TypeScript', text: typescript },
    { label: 'JSON', text: `${methodAsJson(lane)}\n` },
    { label: 'Command line', text: asCommand(lane, runLength(), problem.data === 'own' ? 'FILE.csv' : problem.data) },
  ]
  return (
    <section aria-label="Take it elsewhere">
      <h2>Take it elsewhere</h2>
      <p>
        Copy the schedule of {name} as code for any trainer in JavaScript, as the description that <code>compare</code>{' '}
        reads, or as a command; or this page as it is, as a link.
      </p>
      <div class="copies">
        {copies.map(({ label, text }) => (
          <CopyButton key={label} label={label} what={`${name} as ${label}`} text={text} />
        ))}
        <CopyButton label="Link" what="the link to this page as it is" text={location.href} />
      </div>
      <More title="Show the code">
        <pre class="code">{typescript}</pre>
      </More>
    </section>
  )
}
