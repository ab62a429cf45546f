import type { LayerDescription } from '../layer.js'

/** Kind and, where it has one, the number of its outputs or filters. */
export function layerName({ kind, outputs, filters = outputs }: LayerDescription): string {
  return filters === undefined ? kind : `${kind} ${filters}`
}

/** The longest run of layers that is looked for again. */
const LONGEST = 8

/** The names in their order; what comes three times and more is named once: "16 x (dense 64, batchNorm, activation), dense 10". */
export function layersText(layers: readonly LayerDescription[]): string {
  const names = layers.map(layerName)
  const parts: string[] = []
  for (let at = 0; at < names.length; ) {
    const { length, times } = repetition(names, at)
    const block = names.slice(at, at + length).join(', ')
    parts.push(times === 1 ? block : `${times} x ${length === 1 ? block : `(${block})`}`)
    at += length * times
  }
  return parts.join(', ')
}

/** The shortest block that comes three times or more from here on; else one layer once. */
function repetition(names: readonly string[], at: number): { length: number; times: number } {
  for (let length = 1; length <= LONGEST; length++) {
    let same = 0
    while (at + length + same < names.length && names[at + same] === names[at + length + same]) same++
    const times = 1 + Math.floor(same / length)
    if (times >= 3) return { length, times }
  }
  return { length: 1, times: 1 }
}
