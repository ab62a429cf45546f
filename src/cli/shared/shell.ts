/** Command lines as a POSIX shell reads them back. */

/** The program with these words behind it; the default is what was typed. */
export function commandLine(words: readonly string[] = process.argv.slice(2)): string {
  return ['onecycle', ...words].map(quoted).join(' ')
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
