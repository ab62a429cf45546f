/** Logs of other trainers, replayed as a verdict. */
import { useState } from 'preact/hooks'
import { replayFiles } from '../work/files/handle.ts'
import type { ReplayedLogs } from '../work/files/replay-logs.ts'
import { DropZone } from './drop-zone.tsx'
import './own-data.css'

export function Replay() {
  const [replay, setReplay] = useState<ReplayedLogs | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const read = async (files: readonly File[]): Promise<void> => {
    const answer = await replayFiles(files)
    setTrouble('error' in answer ? answer.error : null)
    if (!('error' in answer)) setReplay(answer)
  }
  return (
    <section class="own-data" aria-labelledby="replay-title">
      <h2 id="replay-title">Logs of another trainer</h2>
      <p>
        The CSV logs of two runs or more, of PyTorch, Keras, Lightning or TensorBoard: when did each first reach a
        target, how much sooner was one than the other, and what is unfair about it? They stay in this page.
      </p>
      <DropZone
        label="Choose logs"
        hint="or drop them here, a file for each run"
        accept=".csv,.txt,.log"
        onFiles={read}
      />
      <div aria-live="polite">
        {trouble !== null && (
          <p class="notice" role="alert">
            <strong>These logs cannot be replayed.</strong> {trouble}
          </p>
        )}
        {replay !== null && <p class="replay-headline">{replay.headline}</p>}
      </div>
      {replay !== null && (
        <>
          {replay.warnings.length > 0 && (
            <details class="more" open>
              <summary>What is unfair about it</summary>
              <ul>
                {replay.warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </details>
          )}
          <details class="more">
            <summary>The whole report</summary>
            <iframe class="replay-report" title="Report of the replay" sandbox="" srcdoc={replay.report} />
          </details>
          <p>
            <a
              href={`data:text/html;charset=utf-8,${encodeURIComponent(replay.report)}`}
              download="onecycle-replay.html"
            >
              Save the report
            </a>
          </p>
        </>
      )}
    </section>
  )
}
