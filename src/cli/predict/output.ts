/** Where predictions go: CSV, JSON lines or one document, on stdout or into a file that is whole or not there. */
import { once } from 'node:events'
import type { Place } from '../files/place.js'
import { printRows } from '../shared/output.js'
import type { Answers, Prediction } from './answers.js'
import { type PredictFlags, where } from './options.js'

export interface Sink {
  write(text: string): Promise<void> | void
  finish(): void
  discard(): void
}

export function openSink(place: Place | undefined): Sink {
  if (place !== undefined) return place.pieces()
  return {
    async write(text) {
      if (!printRows(text)) await once(process.stdout, 'drain')
    },
    finish() {},
    discard() {},
  }
}

export interface Writer {
  /** what comes before the first row; names of the columns that are copied */
  head(copied: readonly string[]): string
  /** a row with its line end; cells that are copied */
  row(prediction: Prediction, copied: readonly string[]): string
  /** what comes after the last row */
  tail(rows: number, unknown: Readonly<Record<string, number>>): string
}

export function writerFor({ json, jsonLines, network }: PredictFlags, answers: Answers): Writer {
  if (!json && !jsonLines) {
    return {
      head: (copied) => line([...copied, ...answers.head]),
      row: (prediction, copied) => line([...copied, ...answers.cells(prediction)]),
      tail: () => '',
    }
  }
  let names: readonly string[] = []
  let rows = 0
  return {
    head(copied) {
      names = copied
      return json ? `{"command":"${where}","network":${JSON.stringify(network)},"predictions":[` : ''
    },
    row(prediction, copied) {
      const own = copied.length === 0 ? {} : { copied: Object.fromEntries(copied.map((cell, i) => [names[i], cell])) }
      const text = JSON.stringify({ ...own, ...prediction })
      if (!json) return `${text}\n`
      return rows++ === 0 ? text : `,${text}`
    },
    tail: (rows, unknown) => (json ? `],"rows":${rows},"unknown":${JSON.stringify(unknown)}}\n` : ''),
  }
}

function line(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\n`
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
