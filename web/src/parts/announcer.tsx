/** Tells readers of screens what happened; one polite region for the whole page. */
import { signal } from '@preact/signals'

const said = signal('')

export function announce(text: string): void {
  said.value = text
}

export function Announcer() {
  return (
    <div class="only-heard" role="status" aria-live="polite">
      {said.value}
    </div>
  )
}
