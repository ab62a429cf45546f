/** Servers that end with their test. */
import { onTestFinished } from 'vitest'
import { temporaryFolder } from '../helpers.js'
import { kinds, startServer as start } from './start-server.mjs'

export { kinds }

/**
 * @param redis further arguments of redis-server
 * @returns the server's URL, undefined where it is not installed, which in CI is an error
 */
export async function startServer(
  kind: (typeof kinds)[number],
  redis: readonly string[] = [],
): Promise<string | undefined> {
  const started = await start(kind, temporaryFolder(), redis)
  if (started !== undefined) {
    onTestFinished(started.stop)
    return started.url
  }
  const words = `${kind} is not installed: scripts/install-engines.sh installs it`
  if (process.env.CI) throw new Error(words)
  console.warn(`skipped: ${words}`)
  return undefined
}
