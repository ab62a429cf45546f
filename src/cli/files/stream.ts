/** Pipes and devices, which are written to as they are. */
import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a pipe does not take yet is offered again; meanwhile signals are heard. */
export async function writeStream(stream: number, content: Uint8Array | string): Promise<void> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(stream, bytes, at)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      await sleep(5)
    }
  }
}
