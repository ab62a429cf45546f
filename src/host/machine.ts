/** What this program runs on: for the benchmark, for reports and for bug reports. */
import { arch, availableParallelism, cpus, platform } from 'node:os'

export interface Runtime {
  readonly name: 'node' | 'bun' | 'deno'
  readonly version: string
}

export interface Machine {
  readonly runtime: Runtime['name']
  readonly version: string
  /** JavaScript engine and its version */
  readonly engine: string
  /** options that the runtime was started with */
  readonly flags: readonly string[]
  readonly cpu: string
  /** processors that this process may use */
  readonly cores: number
  readonly platform: string
  readonly architecture: string
}

type Versions = Readonly<Record<string, string | undefined>>

/** Bun and Deno also name the Node that they stand in for. */
export function runtime(versions: Versions = process.versions): Runtime {
  for (const name of ['bun', 'deno'] as const) {
    const version = versions[name]
    if (version !== undefined) return { name, version }
  }
  return { name: 'node', version: versions.node as string }
}

export function describeMachine(): Machine {
  const { v8, webkit } = process.versions as Versions
  const { name, version } = runtime()
  return {
    runtime: name,
    version,
    engine: webkit === undefined ? `V8 ${v8}` : `JavaScriptCore ${webkit}`,
    flags: process.execArgv,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    platform: platform(),
    architecture: arch(),
  }
}
