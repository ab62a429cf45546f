/** Pieces of an HTML page, as text. Everything that comes from data goes through `escapeHtml`. */

import { STYLE } from './style.js'

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => NAMED[mark] as string)
}

/** Text or a ready piece of HTML, on a shade where it has one; a number is shown as it stands. */
export type Cell = string | number | { readonly html: string; readonly shade?: Shade }

export interface Shade {
  readonly tone: 'right' | 'wrong'
  /** 0 .. 1 */
  readonly share: number
}

function dataCell(cell: Cell): string {
  if (typeof cell !== 'object' || cell.shade === undefined) return `<td>${cellHtml(cell)}</td>`
  const { tone, share } = cell.shade
  return `<td class="${tone}" style="--share:${share.toFixed(3)}">${cellHtml(cell)}</td>`
}

function cellHtml(cell: Cell): string {
  return typeof cell === 'object' ? cell.html : escapeHtml(String(cell))
}

/** Columns beside the first that a phone has room for. */
const ON_A_PHONE = 2

/**
 * A table that scrolls sideways on its own where the screen is too narrow, by whole columns. The first column names the
 * row and stays.
 */
export function tableHtml(caption: string, head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const headCells = head.map((cell) => `<th scope="col">${cellHtml(cell)}</th>`).join('')
  const body = rows.map(([name = '', ...cells]) => {
    return `<tr><th scope="row">${cellHtml(name)}</th>${cells.map(dataCell).join('')}</tr>`
  })
  const hidden = head.length - 1 - ON_A_PHONE
  const more = hidden <= 0 ? '' : `<p class="more">scrolls sideways: ${head.length - 1} columns</p>`
  return [
    `<h3>${escapeHtml(caption)}</h3>${more}`,
    `<div class="scroll${hidden > 0 ? ' many' : ''}" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table>`,
    `<thead><tr>${headCells}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody>`,
    '</table></div>',
  ].join('\n')
}

/** A drawing with the sentence that says how to read it. */
export function figureHtml(drawing: string, caption: string): string {
  return `<figure>${drawing}<figcaption>${escapeHtml(caption)}</figcaption></figure>`
}

/** One drawing for desks and print, one for phones. */
export function bothWidths(draw: (width: number) => string): string {
  return `<div class="wide">${draw(720)}</div><div class="narrow">${draw(350)}</div>`
}

export function sectionHtml(title: string, ...parts: readonly string[]): string {
  return [`<section><h2>${escapeHtml(title)}</h2>`, ...parts, '</section>'].join('\n')
}

export function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`
}

/** Names and values, one a line. */
export function listHtml(entries: readonly (readonly [string, string])[]): string {
  return `<dl>${entries.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n')}</dl>`
}

/** JSON inside the page, where no text of it can end the element. */
export function embeddedJson(id: string, value: unknown): string {
  const text = JSON.stringify(value).replaceAll('<', '\\u003c')
  return `<script type="application/json" id="${escapeHtml(id)}">${text}</script>`
}

/** A whole page without any address in it: nothing is loaded from anywhere. */
export function pageHtml(title: string, body: readonly string[]): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}
