/** What the benchmark runs on. */
import { availableParallelism, cpus } from 'node:os'
import type { MachineResult } from './result.js'

export function describeMachine(): MachineResult {
  const { versions, execArgv, platform, arch } = process
  const { bun, deno, node, v8, webkit } = versions as Record<string, string | undefined>
  return {
    runtime: bun === undefined ? (deno === undefined ? 'node' : 'deno') : 'bun',
    version: bun ?? deno ?? (node as string),
    engine: webkit === undefined ? `V8 ${v8}` : `JavaScriptCore ${webkit}`,
    flags: execArgv,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    platform,
    architecture: arch,
  }
}
