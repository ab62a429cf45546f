/** Results on stdout: one JSON document, or words. */

/** One line, and nothing else on stdout. Numbers that JSON cannot hold become null. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document)}\n`)
}

export function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Words beside the result, on stderr. */
export function tell(...lines: string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`)
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
