import { openLab } from '../../src/bench/lab/lab.js'
import type { Lab, LabSpec } from '../../src/bench/lab/spec.js'
import { createCore } from '../../src/core/engine/create-core.js'

/** A lab on a machine that nothing disturbs: whenever its clock is read, some millisecond has gone by. */
export function openCalmLab(spec: LabSpec, start: Parameters<typeof openLab>[1] = createCore): Promise<Lab> {
  let reads = 0
  // no two stretches alike: a clock that shows the same for every sample is refused
  return openLab(spec, start, () => (reads += 1) + Math.sin(reads) / 4)
}
