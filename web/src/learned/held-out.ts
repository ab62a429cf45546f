/** The rows that are held out, for pictures: fetched once for each problem, away from the page's thread. */
import type { Dataset } from 'onecycle'
import { useEffect, useState } from 'preact/hooks'
import { ownKnown } from '../problem/own-known.ts'
import { lab } from '../state/store.ts'
import { heldOutRows } from '../work/files/handle.ts'

/** Of a large set, the first so many: enough for a picture, and asked about again and again. */
const MOST_ROWS = 2000

export interface HeldOut {
  readonly rows: Dataset
  /** how many there are in all */
  readonly all: number
}

/** @returns null until they are there, or where there are none */
export function useHeldOut(): HeldOut | null {
  const { problem } = lab.value
  const { data, own, seed } = problem
  const [held, setHeld] = useState<(HeldOut & { readonly of: string }) | null>(null)
  const now = JSON.stringify([data, own, seed, data === 'own' ? ownKnown.value : null])
  useEffect(() => {
    let over = false
    heldOutRows(problem).then(
      (rows) => {
        if (!over) setHeld({ of: now, rows: few(rows), all: rows.count })
      },
      () => {
        if (!over) setHeld(null)
      },
    )
    return () => {
      over = true
    }
  }, [now])
  return held?.of === now ? held : null
}

function few(rows: Dataset): Dataset {
  const count = Math.min(MOST_ROWS, rows.count)
  const { inputs, targets } = rows
  return {
    ...rows,
    count,
    features: rows.features.slice(0, count * inputs),
    labels: rows.labels.slice(0, count),
    ...(targets === undefined ? {} : { targets: targets.slice(0, (count * targets.length) / rows.count) }),
  }
}

/** One row's features. */
export function rowOf({ features, inputs }: Dataset, row: number): Uint8Array | Float32Array {
  return features.slice(row * inputs, (row + 1) * inputs)
}

export function className({ classNames }: Dataset, c: number): string {
  return classNames?.[c] ?? String(c)
}
