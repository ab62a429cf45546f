/** The head of the page: its name, and what belongs to every screen. */

import { useShortcut } from './parts/shortcut.ts'
import { canRedo, canUndo, redo, startOver, undo } from './state/store.ts'

export function Head() {
  useShortcut('z', undo)
  useShortcut('y', redo)
  return (
    <header class="head">
      <p class="name">
        <img src="./icon.svg" alt="" width="24" height="24" /> <strong>onecycle</strong> the laboratory
      </p>
      <div class="tools">
        <button type="button" disabled={!canUndo.value} onClick={undo}>
          Undo
        </button>
        <button type="button" disabled={!canRedo.value} onClick={redo}>
          Redo
        </button>
        <button type="button" onClick={startOver}>
          Start over
        </button>
      </div>
    </header>
  )
}
