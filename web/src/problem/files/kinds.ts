/** What the files that a reader gives are, by their names and first bytes. */

export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export type Kind = 'table' | 'idx' | 'cifar10'

const IDX = /idx[1-4]-ubyte(?:\.gz)?$|\.idx(?:\.gz)?$/i
const CIFAR10 = /\.bin(?:\.gz)?$/i
const TABLE = /\.(?:csv|tsv|tab|txt|data|dat)$/i

/** @throws RangeError for files of several kinds, or of none */
export function kindOf(files: readonly GivenFile[]): Kind {
  const kinds = new Set(files.map(kindOfOne))
  const [kind] = kinds
  if (kind === undefined) throw new RangeError('there is no file')
  if (kinds.size > 1) {
    throw new RangeError('they are of several kinds: give a table alone, or all files of one data set')
  }
  if (kind === 'table' && files.length > 1) throw new RangeError('they are several tables: put their rows in one file')
  return kind
}

function kindOfOne({ name, bytes }: GivenFile): Kind {
  if (IDX.test(name)) return 'idx'
  if (CIFAR10.test(name)) return 'cifar10'
  if (TABLE.test(name)) return 'table'
  if (bytes[0] === 0 && bytes[1] === 0) return 'idx'
  throw new RangeError(
    `${name} is neither CSV, IDX nor the binary version of CIFAR-10: save a sheet as CSV, and name a table .csv or .txt`,
  )
}

/** The file's name without its folder and endings. */
export function stemOf(name: string): string {
  return name.replace(/\.gz$/i, '').replace(/\.[^.]+$/, '')
}
