/** Reads the reader's files away from the page's drawing, and keeps their rows. */

import type { Role } from '../host.ts'
import type { Answer, Ask } from './protocol.ts'
import { readFiles, readTarget } from './read-files.ts'

export const files: Role<Ask, Answer & { readonly id: number }> = (host) => async (ask) => {
  host.tell({ ...(await answerTo(ask)), id: ask.id })
}

async function answerTo(ask: Ask): Promise<Answer> {
  try {
    if ('files' in ask) return await readFiles(ask.files, ask.column)
    if ('target' in ask) return await readTarget(ask.target)
    if ('logs' in ask) return await (await import('./replay-logs.ts')).replayLogs(ask.logs)
    const { problemData } = await import('../../problem/data.ts')
    return { rows: (await problemData(ask.heldOut)).validation }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
