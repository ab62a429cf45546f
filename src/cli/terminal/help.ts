/** Help that fits the terminal: descriptions, paragraphs, and examples that can be pasted whatever their width. */
import type { Help } from 'commander'
import { wrapped } from '../shared/output.js'
import { width } from './width.js'

/** Narrower than this, a description stands below its term. */
const LEAST_BESIDE = 30

/**
 * What stands below the options of a command. Lines with an indent are command lines, of which a long one goes on behind
 * a backslash; all others are paragraphs.
 */
export function helpText(text: string): () => string {
  return () => reflowed(text, width()).join('\n')
}

export function reflowed(text: string, wide: number): string[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .flatMap((part) => {
      const lines = part.split('\n')
      if (!lines.some((line) => line.startsWith('  '))) return ['', ...wrapped(lines.join(' ').trim(), wide, '')]
      return [
        '',
        ...lines.flatMap((line) => (line.startsWith('  ') ? exampleLines(line.trimEnd(), wide) : wrapped(line, wide))),
      ]
    })
}

/** A command line in lines that a shell reads as one; its comment, if it has no room, above it. */
function exampleLines(line: string, wide: number): string[] {
  if (line.length <= wide) return [line]
  const [, command = line, comment] = /^(.*?)\s+#\s(.*)$/.exec(line) ?? []
  if (comment !== undefined)
    return [...wrapped(comment, wide - 4, '').map((text) => `  # ${text}`), ...exampleLines(command, wide)]
  const lines: string[] = []
  let current = ' '
  for (const word of wordsOf(command.trim())) {
    if (current.trim() !== '' && current.length + word.length + 3 > wide) {
      lines.push(`${current} \\`)
      current = '     '
    }
    current += ` ${word}`
  }
  return [...lines, current]
}

/** An option stays with its value, and what is quoted whole. */
function wordsOf(command: string): string[] {
  return command.match(/--[\w-]+\s(?![-|>&])(?:'[^']*'|\S)+|(?:'[^']*'|\S)+/g) ?? []
}

/** Sets terms and descriptions side by side where there is room, one below the other where there is not. */
export function formatItem(this: Help, term: string, termWidth: number, description: string): string {
  const wide = width()
  const beside = wide - termWidth - 4
  if (description === '') return `  ${term}`
  if (beside >= LEAST_BESIDE) {
    const [first = '', ...rest] = wrapped(description, beside, '')
    const indent = ' '.repeat(termWidth + 4)
    return [`  ${term.padEnd(termWidth)}  ${first}`, ...rest.map((line) => `${indent}${line}`)].join('\n')
  }
  return [`  ${term}`, ...wrapped(description, wide - 6, '').map((line) => `      ${line}`)].join('\n')
}
