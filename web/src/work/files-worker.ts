/** Reads the reader's files away from the page's thread, and keeps their rows. */
import type { Answer, Ask } from './files.ts'
import { readFiles, readTarget } from './read-files.ts'

export async function receive(ask: Ask): Promise<void> {
  self.postMessage({ ...(await answerTo(ask)), id: ask.id } satisfies Answer & { id: number })
}

async function answerTo(ask: Ask): Promise<Answer> {
  try {
    if ('files' in ask) return await readFiles(ask.files)
    if ('target' in ask) return await readTarget(ask.target)
    if ('logs' in ask) return await (await import('./replay-logs.ts')).replayLogs(ask.logs)
    const { problemData } = await import('../problem/data.ts')
    return { rows: (await problemData(ask.heldOut)).validation }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}
