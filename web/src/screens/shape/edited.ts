/** The lane that is being edited, and how lanes come and go. */
import { computed, signal } from '@preact/signals'
import { freeId } from '../../lanes/names.ts'
import { announce } from '../../parts/announcer.tsx'
import { totalSteps } from '../../problem/rows.ts'
import { reshaped } from '../../schedule/shape.ts'
import { LANES, type Lane, laneName, type Shape } from '../../state/lab.ts'
import { change, lab } from '../../state/store.ts'

const chosen = signal<string | null>(null)

/** The one that was chosen, else the first 1cycle. */
export const edited = computed<Lane>(() => {
  const { lanes } = lab.value
  const oneCycle = lanes.find(({ method }) => method === 'one-cycle')
  return lanes.find(({ id }) => id === chosen.value) ?? oneCycle ?? (lanes[0] as Lane)
})

export function edit(id: string): void {
  chosen.value = id
}

/** Updates of a run; some where the reader's file is not here. */
export function runLength(): number {
  return totalSteps(lab.value.problem) || 100
}

/** @param final false while a slider or a point is being dragged */
export function putLane(lane: Lane, final = true): void {
  const lanes = lab.value.lanes.map((one) => (one.id === lane.id ? lane : one))
  chosen.value = lane.id
  change({ lanes }, { merge: !final })
}

export function putShape(shape: Shape, final = true): void {
  const lane = edited.value
  const others = lab.value.lanes.filter(({ id }) => id !== lane.id)
  putLane(reshaped(lane, shape, runLength(), others), final)
}

/** A new lane, or a copy of the edited one beside it. */
export function addLane(copy: boolean): void {
  const { lanes } = lab.value
  if (lanes.length >= LANES.most) return
  const id = freeId(lanes)
  const { rate } = edited.value
  const lane: Lane = copy ? { ...edited.value, id } : { id, method: 'cosine', rate }
  const at = copy ? lanes.indexOf(edited.value) + 1 : lanes.length
  change({ lanes: [...lanes.slice(0, at), lane, ...lanes.slice(at)] })
  chosen.value = id
  announce(`Lane ${at + 1} of ${lanes.length + 1}, ${laneName(lane)}, is new.`)
}

export function removeLane(): void {
  const { lanes } = lab.value
  if (lanes.length <= LANES.fewest) return
  const at = lanes.indexOf(edited.value)
  announce(`Lane ${at + 1}, ${laneName(edited.value)}, is gone.`)
  const left = lanes.filter((_, i) => i !== at)
  change({ lanes: left })
  chosen.value = left[Math.min(at, left.length - 1)]?.id ?? null
}
