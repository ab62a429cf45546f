/** The reader's own files in the words of the command line. */
import type { OwnFacts } from './own-rows.ts'

const FOLDERS = [
  /^(?:train|t10k)-(?:images[-.]idx3|labels[-.]idx1)-ubyte(?:\.gz)?$/,
  /^(?:data_batch_[1-5]|test_batch)\.bin(?:\.gz)?$/,
]

/**
 * What stands after --data, where the files lie beside the command. It clips the gradients of a table unless it is told a norm
 * that they never reach; the page does not.
 *
 * @returns null where the command line holds out other rows than the page does
 */
export function ownWords({ files, columns, target }: OwnFacts): string | null {
  const names = files.map(({ name }) => name)
  if (columns !== undefined && target !== undefined) {
    return `${quoted(names[0] ?? '')} --target ${quoted(columns[target] ?? '')} --clip-norm 1e30`
  }
  const held = names.filter((name) => /^(?:t10k|test_batch)/.test(name)).length
  const known = FOLDERS.some((folder) => names.every((name) => folder.test(name)))
  return known && held > 0 && held < names.length ? '.' : null
}

/** What stands after --data of `onecycle evaluate`, which clips nothing; null as above. */
export function evaluatedWords(facts: OwnFacts): string | null {
  return ownWords(facts)?.replace(/ --clip-norm .*/, '') ?? null
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** What the library says of a table, `where: "what" expected X, got Y; next`, as a sentence for who does not program. */
export function errorInWords(error: string): string {
  const [, where, what, expected, got, next] =
    /^(\w+): "(.*?)" expected (.*), got (.*?)(?:; ([^;]*))?$/s.exec(error) ?? []
  if (where === undefined) return `${error}.`
  const thing = what === 'source' || what === 'text' ? 'it' : what
  const [have, has] = /^(?:csvRows|prepareTable)$/.test(where) ? ['have', 'has'] : ['be', 'is']
  // options are of no use to who has none
  const advice = next?.replace(/, or pass .*| and pass .*/s, '')
  return `${thing} should ${have} ${expected}, and ${has} ${got}${advice ? `: ${advice}` : ''}.`
}
