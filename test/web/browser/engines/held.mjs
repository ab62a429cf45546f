/** What a page of Chromium holds. */
import { readFileSync } from 'node:fs'

/** Gives a function that collects garbage, then tells the bytes of the page's heap and of its process's own memory. */
export async function heldBy(page) {
  const session = await page.context().newCDPSession(page)
  const browser = await page.context().browser().newBrowserCDPSession()
  return async () => {
    for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const { processInfo } = await browser.send('SystemInfo.getProcessInfo')
    const own = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => privateBytes(id))
    return { heap: usedSize, own: Math.max(...own) }
  }
}

/** The memory that a process shares with none, with all of its workers; NaN where the system does not tell. */
function privateBytes(id) {
  try {
    const lines = readFileSync(`/proc/${id}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+: +(\d+) kB/gm)
    return [...lines].reduce((sum, [, kB]) => sum + 1024 * Number(kB), 0)
  } catch {
    return Number.NaN
  }
}
