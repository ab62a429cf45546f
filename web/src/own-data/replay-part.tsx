/** The replay of another trainer's logs, as a part of a screen that is fetched when it is opened. */
import { useState } from 'preact/hooks'
import { Later } from '../parts/later.tsx'

export function ReplayPart() {
  const [open, setOpen] = useState(false)
  return (
    <details class="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Read the verdict on logs of another trainer</summary>
      {open && <Later name="the replay of logs" load={() => import('./replay.tsx').then(({ Replay }) => Replay)} />}
    </details>
  )
}
