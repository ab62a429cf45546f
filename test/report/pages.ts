/** What every report must be: one page that needs nothing but itself. */
import { expect } from 'vitest'

export const made = {
  machine: [['runtime', 'node <20>']] as const,
  command: "onecycle compare --out 'a b.html'",
  document: { answer: '</script>' },
}

/** Every tag is closed in its order; void elements and SVG's self-closed ones aside. */
function unclosed(html: string): string[] {
  const open: string[] = []
  const bare = html.replace(/<script type="application\/json"[\s\S]*?<\/script>/g, '')
  for (const [, slash, name = '', end] of bare.matchAll(/<(\/?)([a-z0-9]+)[^>]*?(\/?)>/g)) {
    if (['meta', 'br', 'img'].includes(name) || end === '/') continue
    if (slash !== '/') open.push(name)
    else if (open.pop() !== name) return [...open, name]
  }
  return open
}

export function expectSelfContained(html: string): void {
  expect(unclosed(html)).toEqual([])
  expect(html).not.toMatch(/https?:|src="(?!data:)|href=|url\(|@import/)
  expect(html).not.toMatch(/NaN|Infinity|undefined/)
  const data = /<script type="application\/json" id="data">(.*?)<\/script>/.exec(html)?.[1] ?? ''
  expect(JSON.parse(data)).toEqual(made.document)
  expect(html).toContain('node &lt;20&gt;')
  expect(html).toContain('onecycle compare --out &#39;a b.html&#39;')
}
