/** Pieces of an HTML page, as text. Everything that comes from data goes through `escapeHtml`. */

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => NAMED[mark] as string)
}

/** Text or a ready piece of HTML; a number is shown as it stands. */
export type Cell = string | number | { readonly html: string }

function cellHtml(cell: Cell): string {
  return typeof cell === 'object' ? cell.html : escapeHtml(String(cell))
}

/** A table that scrolls sideways on its own where the screen is too narrow. The first column names the row. */
export function tableHtml(caption: string, head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const headCells = head.map((cell) => `<th scope="col">${cellHtml(cell)}</th>`).join('')
  const body = rows.map(([name = '', ...cells]) => {
    return `<tr><th scope="row">${cellHtml(name)}</th>${cells.map((cell) => `<td>${cellHtml(cell)}</td>`).join('')}</tr>`
  })
  return [
    `<h3>${escapeHtml(caption)}</h3>`,
    `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table>`,
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

const STYLE = `
:root { color-scheme: light; --ink: #212529; --faint: #5c636a; --line: #dee2e6; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 56rem; padding: 1.5rem 1rem 3rem; color: var(--ink); background: var(--paper);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.1rem; margin: 0; font-weight: 600; color: var(--faint); }
h3 { font-size: .9375rem; margin: 1.25rem 0 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; line-height: 1.3; }
p, dl, pre { margin: .6rem 0; }
.answer { font-size: 1.35rem; line-height: 1.4; margin: .4rem 0 1rem; }
.setting, figcaption { color: var(--faint); font-size: .875rem; }
.warnings { list-style: none; margin: 1rem 0; padding: 0; }
.warnings li { border-left: 4px solid #e8590c; background: #fff4e6; padding: .5rem .75rem; margin: .5rem 0; }
.fair { border-left: 4px solid #2b8a3e; background: #ebfbee; padding: .5rem .75rem; margin: 1rem 0; }
figure { margin: 1rem 0; }
figure svg { display: block; width: 100%; height: auto; }
figcaption { margin-top: .4rem; }
.narrow { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .875rem; margin: .5rem 0; padding: 0; list-style: none; }
.legend svg { width: 28px; height: 10px; display: inline-block; vertical-align: middle; margin-right: .35rem; }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(225px, 1fr)); gap: .75rem; }
.scroll { overflow-x: auto; margin: .25rem 0 1rem; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; min-width: 100%; }
th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
thead th { vertical-align: bottom; white-space: normal; min-width: 4.5rem; border-bottom: 2px solid var(--faint); }
td small { color: var(--faint); }
th:first-child { text-align: left; position: sticky; left: 0; background: var(--paper); padding-left: 0; }
tbody th { font-weight: 500; }
tr.subject th, tr.subject td { font-weight: 700; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; font-size: .9375rem; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f1f3f5; padding: .75rem; font-size: .875rem; }
@media (max-width: 40rem) {
  .wide { display: none; }
  .narrow { display: block; }
  .answer { font-size: 1.15rem; }
  tbody th { white-space: normal; min-width: 6.5rem; }
  dl { grid-template-columns: 1fr; }
  dd { margin-bottom: .4rem; }
}
@media print {
  @page { margin: 14mm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .wide { display: block; }
  .narrow { display: none; }
  .scroll { overflow: visible; }
  table { font-size: 8pt; }
  th, td { padding: .2rem .3rem; white-space: normal; }
  thead th { min-width: 0; }
  figure, tr, .warnings li, .fair, .panels > * { break-inside: avoid; }
  h2, h3, .legend { break-after: avoid; }
  .panels { grid-template-columns: repeat(3, 1fr); }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`
