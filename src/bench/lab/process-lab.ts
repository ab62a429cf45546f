/** Opens a lab in a process of another program: another version of Node, with a compiler of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { message } from '../../check.js'
import type { LabSampling, LabSpec } from './spec.js'
import type { Request } from './worker-lab.js'

/** What the process says to a request. */
export interface Answer {
  /** digest of the words that a check leaves */
  readonly bits?: string
  readonly samples?: number[]
  readonly error?: string
}

export interface ProcessLab {
  /** @returns the digest of what the task leaves */
  check(task: string): Promise<string>
  sample(task: string, sampling: LabSampling): Promise<number[]>
  close(): Promise<void>
}

/** A process that ends makes its pending request and all later ones errors. */
export function openProcessLab(program: string, script: URL, spec: LabSpec): ProcessLab {
  const child = spawn(program, [fileURLToPath(script), JSON.stringify(spec)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const lost = new Promise<never>((_, reject) => {
    const lose = (got: string) => reject(new Error(message('bench', '--nodes', `answers of ${program}`, got)))
    child.once('error', (error) => lose(error.message))
    child.once('exit', (code, signal) => lose(`an end with ${signal ?? `code ${code}`}`))
  })
  lost.catch(() => {
    // the requests say so; without any, nobody asked
  })
  async function ask(request: Request): Promise<Answer> {
    const answered = once(child, 'message') as Promise<[Answer]>
    if (child.connected) child.send(request)
    const [answer] = await Promise.race([answered, lost])
    if (answer.error !== undefined) throw new Error(answer.error)
    return answer
  }
  return {
    check: async (task) => (await ask({ method: 'check', task })).bits as string,
    sample: async (task, sampling) => (await ask({ method: 'sample', task, sampling })).samples as number[],
    async close() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
      const ended = once(child, 'exit')
      child.kill()
      await ended
    },
  }
}
