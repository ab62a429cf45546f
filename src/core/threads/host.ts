/** What the threads ask of their host, which may be any: an import of a module of Node would break every bundle for browsers. */

interface Surroundings {
  readonly process?: { getBuiltinModule?(name: string): unknown }
  readonly document?: unknown
}

const host = globalThis as Surroundings

/** A module of Node; undefined where there is none. */
export function builtIn(name: string): unknown {
  return host.process?.getBuiltinModule?.(name)
}

/** Whether this is the main thread of a page. */
export function isPage(): boolean {
  return host.document !== undefined
}
