/** What the library says of a table, in the words of the command line: the file's name, and flags in place of options. */

/** The names of options as they stand in quotes in messages, and the flags that set them. */
const FLAGS: Readonly<Record<string, string>> = {
  target: '--target',
  features: '--columns',
  columns: '--names',
  ignore: '--ignore',
  keep: '--keep',
  categories: '--categories',
  dates: '--dates',
  missing: '--missing',
  task: '--task',
  delimiter: '--delimiter',
  decimal: '--decimal',
  header: '--header',
  validation: '--validation',
}

/** The way on with a table that is too large for memory. */
export const IN_CHUNKS = '--chunk-rows 10000 reads it in chunks'
export const APPLIED_IN_CHUNKS = 'split it, or measure it in a program: applyPreparationInChunks, evaluateInChunks'

/** `keep: ["id"] uses it` as `--keep id uses it`, and so on. */
export function inFlags(text: string): string {
  return text
    .replace('network.predict(csvRows(text))', 'onecycle predict')
    .replace(/, or pass the text: new TextDecoder\(.*?\)\.decode\(bytes\)/, '')
    .replace('read it in chunks: prepareTableInChunks', IN_CHUNKS)
    .replace('read it in chunks: applyPreparationInChunks', APPLIED_IN_CHUNKS)
    .replace('pass its bytes with their byte-order mark, or ', '')
    .replace(/\b(ignore|keep|categories|dates|missing): \[["'](.*?)["']\]/g, (_, option, names) => {
      return `--${option} ${quoted(names.replaceAll('", "', ','))}`
    })
    .replace(/\bdates: \{ (.*?): '(\w+)' \}/g, (_, name, order) => `--dates ${quoted(`${name}=${order}`)}`)
    .replace(/\b(task|decimal): '(.*?)'/g, '--$1 $2')
    .replace(/\bminimumClassRows: (\d+)/g, '--minimum-class-rows $1')
    .replace(/\bheader: (true|false)/g, (_, value) => `--header ${value === 'true' ? 'yes' : 'no'}`)
    .replace(/"(\w+)"/g, (all, name) => FLAGS[name] ?? all)
}

/**
 * An error of `prepareTable` or `applyPreparation` as one of the command that called it: `train: "prices.csv line 3, age"`.
 * Other errors stay as they are.
 *
 * @param before lines of the file before the text that the error is about
 */
export function ofFile(where: string, file: string, error: unknown, before = 0): unknown {
  if (!(error instanceof RangeError || error instanceof TypeError)) return error
  const parts = /^(?:(?:prepareTable|applyPreparation)(?:InChunks)?|predict)(?: \w+)?: "(.*?)" (expected .*)$/s.exec(
    error.message,
  )
  if (parts === null) return error
  const moved = (text: string): string => text.replace(/\bline (\d+)/g, (_, line) => `line ${Number(line) + before}`)
  const [, what = '', rest = ''] = parts
  return new Error(`${where}: "${placeIn(file, moved(what))}" ${inFlags(before > 0 ? moved(rest) : rest)}`)
}

function placeIn(file: string, what: string): string {
  if (what === 'text' || what === 'source') return file
  return FLAGS[what] ?? (/^line \d/.test(what) ? `${file} ${what}` : `${file}, ${what}`)
}

function quoted(word: string): string {
  return /^[\w=.,:-]+$/.test(word) ? word : `'${word}'`
}
