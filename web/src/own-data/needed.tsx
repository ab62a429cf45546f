/** Which file of the reader's an experiment waits for, on every screen. */
import { chooseFiles } from '../parts/choose-files.ts'
import { neededFile, ownKnown } from '../problem/own-known.ts'
import { lab } from '../state/store.ts'
import { give, useOwnRows } from './given.ts'

export function Needed() {
  const { problem } = lab.value
  const needed = neededFile(problem)
  const other = ownKnown.value
  if (needed === null) return null
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
