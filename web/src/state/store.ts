/** The one place where the state lives: changed by `change` alone, undone, and kept over a reload. */
import { computed, signal } from '@preact/signals'
import { fromAddress, toAddress } from './address.js'
import { firstLab, type Lab } from './lab.js'

const KEPT = 100
const PLACE = 'onecycle-lab'

const now = signal<Lab>(remembered())
const past = signal<readonly Lab[]>([])
const future = signal<readonly Lab[]>([])

/** The state, to be read; reading it in a component draws that again when it changes. */
export const lab = computed(() => now.value)
export const canUndo = computed(() => past.value.length > 0)
export const canRedo = computed(() => future.value.length > 0)

/** Milliseconds after which the next value of a slider is another drag. */
const PAUSE = 1000

/** The parts that are being dragged, and when they last were. */
let dragged = { parts: '', at: 0 }

/**
 * Changes parts of the state.
 * @param merge whether more of this change is to come, as while a slider is dragged: `undo` takes all of it back at once
 */
export function change(parts: Partial<Lab>, { merge = false } = {}): void {
  const changed = Object.keys(parts).join()
  const goesOn = dragged.parts === changed && performance.now() - dragged.at < PAUSE
  if (!goesOn) past.value = [...past.value.slice(-(KEPT - 1)), now.value]
  dragged = { parts: merge ? changed : '', at: performance.now() }
  future.value = []
  become({ ...now.value, ...parts })
}

/** Going from screen to screen is nothing to undo. */
export function go(screen: Lab['screen']): void {
  become({ ...now.value, screen })
}

export function undo(): void {
  const before = past.value.at(-1)
  if (before === undefined) return
  dragged = { parts: '', at: 0 }
  past.value = past.value.slice(0, -1)
  future.value = [...future.value, now.value]
  become({ ...before, screen: now.value.screen })
}

export function redo(): void {
  const after = future.value.at(-1)
  if (after === undefined) return
  future.value = future.value.slice(0, -1)
  past.value = [...past.value, now.value]
  become({ ...after, screen: now.value.screen })
}

/** Back to the first experiment; `undo` brings the old one back. */
export function startOver(): void {
  change({ ...firstLab })
}

function become(next: Lab): void {
  now.value = next
  const address = toAddress(next)
  history.replaceState(null, '', address === '' ? location.pathname + location.search : `#${address}`)
  try {
    localStorage.setItem(PLACE, address)
  } catch {
    // a page may be refused storage; the address still holds all
  }
}

/** What the address says, else what was there before the reload, else the first experiment. */
function remembered(): Lab {
  for (const address of [location.hash.slice(1), stored()]) {
    const found = address === '' ? null : fromAddress(address)
    if (found !== null) return found
  }
  return firstLab
}

function stored(): string {
  try {
    return localStorage.getItem(PLACE) ?? ''
  } catch {
    return ''
  }
}

addEventListener('hashchange', () => {
  const found = fromAddress(location.hash.slice(1))
  if (found !== null) change(found)
})
