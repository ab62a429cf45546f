/** Why a button beside it cannot be pressed. */
import { lab } from '../state/store.ts'
import { neededFile } from './own-known.ts'

export function Waits() {
  const needed = neededFile(lab.value.problem)
  return needed === null ? null : <span>Needs {needed}.</span>
}
