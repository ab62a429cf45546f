/** The legend of a drawing: a sample of each stroke beside its name. */
import { escapeHtml } from './html.js'
import { type Stroke, strokeAttributes } from './svg/marks.js'

export function legendHtml(entries: readonly (readonly [string, Stroke])[]): string {
  const items = entries.map(([name, stroke]) => `<li>${sample(stroke)}${escapeHtml(name)}</li>`)
  return `<ul class="legend">${items.join('')}</ul>`
}

function sample(stroke: Stroke): string {
  const line = `<path d="M1 5H27" ${strokeAttributes({ ...stroke, width: 3 })}/>`
  return `<svg viewBox="0 0 28 10" aria-hidden="true">${line}</svg>`
}
