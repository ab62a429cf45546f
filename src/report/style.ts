/** The style of every report: by day and by night, on desks, on phones and on paper. */
import { tone, toneVariables } from './svg/tones.js'

export const STYLE = `
:root { color-scheme: light; ${toneVariables('light')} }
@media screen and (prefers-color-scheme: dark) { :root { color-scheme: dark; ${toneVariables('dark')} } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 56rem; padding: 1.5rem 1rem 3rem; color: ${tone('ink')}; background: ${tone('paper')};
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.1rem; margin: 0; font-weight: 600; color: ${tone('faint')}; }
h3 { font-size: .9375rem; margin: 1.25rem 0 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; line-height: 1.3; }
p, dl, pre { margin: .6rem 0; }
.answer { font-size: 1.35rem; line-height: 1.4; margin: .4rem 0 1rem; }
.setting, figcaption { color: ${tone('faint')}; font-size: .875rem; }
.warnings, .findings { list-style: none; margin: 1rem 0; padding: 0; }
.warnings li { border-left: 4px solid ${tone('warning-edge')}; background: ${tone('warning')}; padding: .5rem .75rem; margin: .5rem 0; }
.finding { font-size: 1.1rem; }
.findings li { border-left: 4px solid ${tone('border')}; background: ${tone('soft')}; padding: .5rem .75rem; margin: .5rem 0; }
.fair { border-left: 4px solid ${tone('fair-edge')}; background: ${tone('fair')}; padding: .5rem .75rem; margin: 1rem 0; }
figure { margin: 1rem 0; }
svg[role=img] { display: block; width: 100%; height: auto; }
figcaption { margin-top: .4rem; }
.narrow { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; font-size: .875rem; margin: .5rem 0; padding: 0; list-style: none; }
.legend svg { width: 28px; height: 10px; display: inline-block; vertical-align: middle; margin-right: .35rem; }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(225px, 1fr)); gap: .75rem; }
.scroll { overflow-x: auto; margin: .25rem 0 1rem; }
.more { display: none; color: ${tone('faint')}; font-size: .8125rem; margin: .1rem 0 0; }
table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; min-width: 100%; }
th, td { padding: .3rem .6rem; text-align: right; border-bottom: 1px solid ${tone('border')}; white-space: nowrap; }
.words th, .words td { text-align: left; white-space: normal; vertical-align: top; }
.words th { width: 34%; }
thead th { vertical-align: bottom; white-space: normal; min-width: 4.5rem; border-bottom: 2px solid ${tone('faint')}; }
td.right, td.wrong { position: relative; z-index: 0; }
td.right::before, td.wrong::before { content: ''; position: absolute; inset: 0; z-index: -1; opacity: var(--share); }
td.right::before { background: ${tone('right')}; }
td.wrong::before { background: ${tone('wrong')}; }
td.right small, td.wrong small { color: inherit; }
.pictures { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr)); gap: 1rem; font-size: .875rem; }
.pictures img { display: block; width: 84px; height: 84px; object-fit: contain; image-rendering: pixelated; margin-bottom: .3rem; border: 1px solid ${tone('border')}; }
.pictures small { display: block; color: ${tone('faint')}; }
td small, th small { color: ${tone('faint')}; }
th:first-child { text-align: left; position: sticky; left: 0; background: ${tone('paper')}; padding-left: 0; }
tbody th { font-weight: 500; }
tr.subject th, tr.subject td { font-weight: 700; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; font-size: .9375rem; }
dt { color: ${tone('faint')}; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: ${tone('soft')}; padding: .75rem; font-size: .875rem; }
@media screen and (max-width: 58rem) {
  th, td { padding: .3rem .4rem; }
  td { white-space: normal; }
  thead th { min-width: 0; }
}
@media screen and (max-width: 40rem) {
  .wide { display: none; }
  .narrow { display: block; }
  .answer { font-size: 1.15rem; }
  .more { display: block; }
  /* whole columns: the name and two of them fill the width, and scrolling stops at a column */
  .many { scroll-snap-type: x mandatory; scroll-padding-left: calc(.34 * (100vw - 2rem)); border-right: 1px solid ${tone('border')}; }
  .many th, .many td { width: calc(.33 * (100vw - 2rem)); min-width: calc(.33 * (100vw - 2rem)); max-width: calc(.33 * (100vw - 2rem));
    white-space: normal; overflow-wrap: anywhere; scroll-snap-align: start; }
  .many th:first-child { width: calc(.34 * (100vw - 2rem)); min-width: calc(.34 * (100vw - 2rem)); max-width: calc(.34 * (100vw - 2rem)); scroll-snap-align: none; }
  tbody th { white-space: normal; }
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
  th, td { padding: .2rem .3rem; white-space: normal; overflow-wrap: anywhere; }
  thead th { min-width: 0; }
  figure svg, tr, .warnings li, .findings li, .fair, .panels > *, .pictures li { break-inside: avoid; }
  h2, h3, .legend { break-after: avoid; }
  .panels { grid-template-columns: repeat(3, 1fr); }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
`
