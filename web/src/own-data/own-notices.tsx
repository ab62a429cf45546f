/** Of the reader's own files, on every screen: which one an experiment waits for, and what became of those that were given. */
import { chooseFiles } from '../parts/choose-files.ts'
import { neededFile, ownKnown } from '../problem/own-known.ts'
import { lab } from '../state/store.ts'
import { give, told, useOwnRows } from './given.ts'

export function OwnNotices() {
  const needed = neededFile(lab.value.problem)
  return (
    <>
      {needed !== null && <Needed needed={needed} />}
      {told.value !== null && (
        <p class="notice told" role={told.value.wrong ? 'alert' : 'status'}>
          {told.value.text}{' '}
          <button type="button" onClick={() => (told.value = null)}>
            Close
          </button>
        </p>
      )}
    </>
  )
}

function Needed({ needed }: { readonly needed: string }) {
  const other = ownKnown.value
  return (
    <p class="notice" role="status">
      {other && `${other.files[0]?.name} is another file than this experiment was made with. `}
      {needed} is needed.{' '}
      <button type="button" onClick={() => chooseFiles(give)}>
        Give it here
      </button>{' '}
      {other && (
        <button type="button" onClick={() => useOwnRows(other)}>
          Use {other.files[0]?.name} instead
        </button>
      )}
    </p>
  )
}
