/** What a study came to, in the words of its report. */
import { useEffect, useState } from 'preact/hooks'
import type { StudyResult } from '../../lanes/study.ts'
import { download } from '../../parts/download.ts'
import { Scroller } from '../../parts/scroller.tsx'
import { BandsPlot } from './bands-plot.tsx'
import { BudgetTable } from './budget-table.tsx'
import { duration } from './words.ts'

type Report = typeof import('./report.ts')

interface ResultProps {
  readonly result: StudyResult
  /** whether lanes or problem have changed since */
  readonly stale: boolean
}

export function Result({ result, stale }: ResultProps) {
  const { study, kind, seconds } = result
  const [report, setReport] = useState<Report | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    import('./report.ts').then(setReport, () => setFailed(true))
  }, [])
  const whole = (): Blob => new Blob([(report as Report).studyReport(study)], { type: 'text/html' })
  const open = (): void => {
    const address = URL.createObjectURL(whole())
    window.open(address, '_blank')
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
  }
  return (
    <section class="result" aria-labelledby="verdict-title">
      <h2 id="verdict-title">The verdict</h2>
      {stale && <p class="wrong">Lanes or problem have changed since this was run: run it again.</p>}
      <p class="answer">{report?.studyHeadline(study)}</p>
      {study.ablation && <p>{study.ablation.answer}</p>}
      <p class="note">
        {kind === 'tuned' ? 'Every lane was tuned alike.' : 'Nothing was tuned: these are the rates of the lanes.'}{' '}
        {study.runs.length} runs count; it took {duration(seconds)}.
      </p>
      <Messages title="Keep in mind" list={study.warnings} />
      <Messages title="Worth knowing" list={study.findings} />
      <BandsPlot result={result} />
      <BudgetTable result={result} />
      {report !== null && (
        <>
          <h3>How each lane fares when the race is shorter</h3>
          <Scroller label="Figure of how each lane fares">
            <img
              class="figure"
              src={`data:image/svg+xml,${encodeURIComponent(report.studyFigure(study))}`}
              alt="What each lane comes to on the held-out rows against the length of the race; the table above tells the same."
            />
          </Scroller>
          <div class="tools">
            <button type="button" onClick={open}>
              Open the whole report
            </button>
            <button type="button" onClick={() => download('onecycle-report.html', whole())}>
              Download the report
            </button>
            <button
              type="button"
              onClick={() => download('onecycle-study.json', JSON.stringify(study), 'application/json')}
            >
              Download the study as JSON
            </button>
          </div>
        </>
      )}
      {failed && <p class="wrong">The page could not load the report. Load the page again when you are online.</p>}
    </section>
  )
}

function Messages({ title, list }: { readonly title: string; readonly list: readonly { readonly message: string }[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {list.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </>
  )
}
