/** The warnings of the guards, or the word that there are none, and the findings. */
import type { Finding } from '../measure/findings.js'
import type { Warning } from '../measure/guards.js'
import { escapeHtml } from './html.js'

export function warningsHtml(warnings: readonly Warning[]): string {
  if (warnings.length === 0) return '<p class="fair">No warnings: every guard found the comparison fair.</p>'
  const items = warnings.map(
    ({ guard, message }) =>
      `<li><strong>${escapeHtml(guard.replaceAll('-', ' '))}</strong>: ${escapeHtml(message)}.</li>`,
  )
  return `<ul class="warnings">${items.join('\n')}</ul>`
}

export function findingsHtml(findings: readonly Finding[]): string {
  if (findings.length === 0) return ''
  const items = findings.map(
    ({ finding, message }) =>
      `<li><strong>${escapeHtml(finding.replaceAll('-', ' '))}</strong>: ${escapeHtml(message)}.</li>`,
  )
  return `<ul class="findings">${items.join('\n')}</ul>`
}
