/**
 * Text as a terminal may show it. Names of files, columns and classes come from strangers; a terminal would obey the control
 * characters in them, and show what stands behind those of direction in another order. JSON reads the escapes back.
 */
export function printable(line: string): string {
  return line.replace(/(?!\t)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    return character === '\n' ? '\\n' : `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`
  })
}
