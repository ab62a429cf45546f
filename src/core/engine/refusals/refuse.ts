/** Refuses a host or a core. The words are seldom needed, so they are loaded then. */
import type * as refusals from './refusals.js'

type Refusals = typeof refusals

export async function refuse<K extends keyof Refusals>(kind: K, ...given: Parameters<Refusals[K]>): Promise<never> {
  const { [kind]: refusal } = (await import('./refusals.js')) as { [P in K]: (...given: unknown[]) => unknown }
  throw refusal(...given)
}
