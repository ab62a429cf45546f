/** Words and documents on stdout and stderr: the one place where they leave, made printable. */
import { printable } from '../terminal/printable.js'

const printed: string[] = []

/** All that was printed on stdout, for a stdout that did not take it. */
export function allPrinted(): string {
  return printed.join('')
}

/** One line, and nothing else on stdout. Numbers that JSON cannot hold become null. */
export function printJson(document: unknown): void {
  print(JSON.stringify(document))
}

/** Lines, or texts of several. */
export function print(...lines: string[]): void {
  const text = `${lines.join('\n').split('\n').map(printable).join('\n')}\n`
  printed.push(text)
  process.stdout.write(text)
}

/** Rows of data, which a terminal alone is not given as they are. @returns whether stdout takes more at once */
export function printRows(rows: string): boolean {
  return process.stdout.write(process.stdout.isTTY ? rows.split('\n').map(printable).join('\n') : rows)
}

/** Lines beside the result, on stderr. */
export function tell(...lines: string[]): void {
  process.stderr.write(`${lines.map(printable).join('\n')}\n`)
}

/** 0.9785 as "97.85 %". */
export function percent(share: number, digits = 2): string {
  return `${(100 * share).toFixed(digits)} %`
}

/** Five significant digits, without trailing zeros. */
export function short(value: number): string {
  return String(Number(value.toPrecision(5)))
}

/** Words in lines of at most `width` characters, all but the first indented. */
export function wrapped(text: string, width = 80, indent = '  '): string[] {
  if (text.length <= width) return [text]
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= width || line.trim() === '') line = longer
    else {
      lines.push(line)
      line = `${indent}${word}`
    }
  }
  return [...lines, line]
}
