/** A lane's method as JSON that `compare --methods` and `train --method` read. */
import type { Lane } from '../../state/lab.ts'

export function methodAsJson(lane: Pick<Lane, 'method' | 'dialect'>): string {
  return JSON.stringify(describedMethod(lane), null, 2)
}

/** The method, with 1cycle of another dialect described: a name says none. A variant of it still needs its dialect. */
export function describedMethod({ method, dialect }: Pick<Lane, 'method' | 'dialect'>): Lane['method'] {
  if (method !== 'one-cycle' || dialect === undefined) return method
  const way = (output: string) => ({ schedule: 'oneCycle', output, totalSteps: 'run', peak: 'rate', dialect })
  return { name: `1cycle, ${dialect}`, schedule: way('learningRate'), momentum: way('momentum') }
}
