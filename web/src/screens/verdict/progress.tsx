/** How far a study is, and how long it will take. */
import type { StudyKind } from '../../lanes/study-methods.ts'
import type { StudyHeard } from '../../work/study/protocol.ts'
import { duration } from './words.ts'

interface ProgressProps {
  readonly kind: StudyKind
  readonly progress: StudyHeard | null
  readonly onCancel: () => void
}

const stages: Readonly<Record<string, string>> = {
  tuning: 'looking for rates',
  refining: 'looking around the best rates',
  scoring: 'the runs that count',
}

export function Progress({ kind, progress, onCancel }: ProgressProps) {
  const { epochsDone = 0, epochsTotal = 1, trialsDone = 0, seconds = 0, stage = '' } = progress ?? {}
  const left = epochsDone === 0 ? null : (seconds * (epochsTotal - epochsDone)) / epochsDone
  // without rates to look for, the first runs are a look at each lane
  const doing = kind === 'as they are' && stage !== 'scoring' ? 'a first look at every lane' : stages[stage]
  return (
    <div class="progress">
      <label>
        {progress === null ? 'Making the data' : `${trialsDone} runs done: ${doing}`}
        <progress max={epochsTotal} value={epochsDone} />
      </label>
      <p class="note">{left === null ? 'Starting' : `To go: ${duration(left)}.`}</p>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  )
}
