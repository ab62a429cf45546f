/** The reader's own file, as a part of a screen that is fetched when it is opened. */
import { useEffect, useState } from 'preact/hooks'
import { Later } from '../parts/later.tsx'
import { lab } from '../state/store.ts'

export function OwnDataPart() {
  const own = lab.value.problem.data === 'own'
  const [open, setOpen] = useState(own)
  // also for a file that was given elsewhere
  useEffect(() => setOpen((open) => open || own), [own])
  return (
    <details class="more" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Use your own file</summary>
      {open && (
        <Later name="the reader of files" load={() => import('./own-data.tsx').then(({ OwnData }) => OwnData)} />
      )}
    </details>
  )
}
