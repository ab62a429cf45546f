/** The roles by their names. They share the library, which the page so loads once for all. */
import type { Role } from './host.ts'

const roles: Readonly<Record<string, () => Promise<Role<never, never>>>> = {
  files: () => import('./files/worker.ts').then(({ files }) => files),
  'whole-runs': () => import('./whole-runs/worker.ts').then(({ wholeRuns }) => wholeRuns),
  range: () => import('./range/worker.ts').then(({ range }) => range),
  lane: () => import('./lane/worker.ts').then(({ lane }) => lane),
  study: () => import('./study/worker.ts').then(({ study }) => study),
  'study-trial': () => import('./study/trial-worker.ts').then(({ studyTrial }) => studyTrial),
}

/** Whoever starts a role knows its messages. */
export function loadRole(name: string): Promise<Role<unknown, unknown>> {
  return (roles[name] as () => Promise<Role<unknown, unknown>>)()
}
