/** Which file an experiment was made with, as its address says, against the one that is here. */
import type { OwnFile } from '../state/lab.ts'
import type { OwnFacts } from './own-rows.ts'

type Files = Pick<OwnFacts, 'files' | 'columns' | 'target'>

export function ownFileOf({ files, columns, target }: Files): OwnFile {
  const column = columns?.[target ?? -1]
  return {
    files: files.map(({ name, sha256 }) => ({ name, sha256 })),
    ...(column === undefined ? {} : { target: column }),
  }
}

/** Whether the files are the same: by their hashes, where both are known. */
export function sameFiles({ files }: Pick<Files, 'files'>, own: OwnFile): boolean {
  const known = (i: number) => files[i]?.sha256 && own.files[i]?.sha256
  return (
    files.length === own.files.length &&
    files.every(({ name, sha256 }, i) => (known(i) ? sha256 === own.files[i]?.sha256 : name === own.files[i]?.name))
  )
}

/** Whether a problem is of these files and this target; one whose address names none takes what is there. */
export function isOwn(facts: Files, own: OwnFile | undefined): boolean {
  return own === undefined || (sameFiles(facts, own) && ownFileOf(facts).target === own.target)
}

/** As in "fish.csv (4245d79f...)". */
export function fileInWords({ files }: OwnFile): string {
  return files.map(({ name, sha256 }) => (sha256 === null ? name : `${name} (${sha256.slice(0, 8)}...)`)).join(', ')
}
