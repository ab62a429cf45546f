/** Where and how a report was made: what only the caller knows. */
import { checkShallow, checkText, wrongType } from '../check.js'
import { listOf, text } from '../options.js'
import { embeddedJson, escapeHtml, listHtml, sectionHtml } from './html.js'

/** The end of a report: all of it may be left out. */
export interface Made {
  /** names and values, in the order to show them */
  readonly machine?: readonly (readonly [string, string])[]
  /** the command line that makes the same results */
  readonly command?: string
  /** the document that the report shows, embedded as it is */
  readonly document?: unknown
}

/** What a report was given of its making. */
export function checkMade(where: string, made: Made): void {
  if (typeof made !== 'object' || made === null) throw wrongType(where, 'made', 'an object', made)
  if (made.machine !== undefined) checkPairs(where, 'machine', made.machine)
  if (made.command !== undefined) checkText(where, 'command', made.command)
  checkShallow(where, 'document', made.document)
}

/** Names and values, as a report lists them. */
export function checkPairs(where: string, what: string, pairs: unknown): void {
  listOf(listOf(text))(where, what, pairs, {})
}

/** The end of every report, of what is known: machine and versions, the command that reproduces it, the raw JSON. */
export function madeSections({ machine, command, document }: Made): string[] {
  return [
    ...(machine === undefined ? [] : [sectionHtml('Machine and versions', listHtml(machine))]),
    ...(command === undefined
      ? []
      : [
          sectionHtml(
            'How to reproduce it',
            `<pre><code>${escapeHtml(command)}</code></pre>`,
            '<p>Everything but the times comes out the same, bit for bit, on any machine.</p>',
          ),
        ]),
    ...(document === undefined
      ? []
      : [
          '<p class="setting">The raw numbers are in this file as JSON, in the element with the id <code>data</code>.</p>',
          embeddedJson('data', document),
        ]),
  ]
}
