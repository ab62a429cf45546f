/** What the range test says, in words: the rates, how far they can be trusted, or why there is no answer. */
import type { RangeTest } from 'onecycle'
import { More } from '../../parts/more.tsx'
import { lab } from '../../state/store.ts'
import { boundsIn, shownRun, useBounds } from './range-run.ts'
import { reasonInWords, rules, shortRate } from './words.ts'

export function Answer() {
  const run = shownRun.value
  if (run === null) return null
  if (run.state === 'failed') {
    return (
      <p class="answer" role="alert">
        The range test failed: {run.failure}
      </p>
    )
  }
  if (run.result === null) return null
  return (
    <section class="answer" aria-label="Result of the range test">
      {run.result.suggested === null ? <NoAnswer reasons={run.result.reasons} /> : <Rates range={run.result} />}
      <Rules range={run.result} />
    </section>
  )
}

function Rates({ range }: { readonly range: RangeTest }) {
  const { suggested, interval } = range
  const bounds = boundsIn(range)
  const { bounds: chosen } = lab.value
  if (suggested === null || bounds === null) return null
  const isChosen = chosen?.low === bounds.low && chosen.peak === bounds.peak
  return (
    <>
      <p>
        <strong>The test suggests a peak of {shortRate(bounds.peak)}</strong>, and {shortRate(bounds.low)} to begin a
        cycle with. The loss turns at {shortRate(suggested.high)}.
        {interval !== null &&
          ` The seeds' own peaks lie from ${shortRate(interval.peak[0])} to ${shortRate(interval.peak[1])}.`}
      </p>
      {!isChosen && (
        <p>
          <button type="button" onClick={() => useBounds(bounds)}>
            Use what the test suggests
          </button>
        </p>
      )}
    </>
  )
}

function NoAnswer({ reasons }: { readonly reasons: readonly string[] }) {
  return (
    <>
      <p>
        <strong>No reliable answer.</strong> The curve does not say which rate is good.
      </p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason}>{reasonInWords(reason)}</li>
        ))}
      </ul>
      <p>Drag the handles, or try more seeds, another sweep or network.</p>
    </>
  )
}

function Rules({ range }: { readonly range: RangeTest }) {
  const { suggestions, agreement } = range
  return (
    <>
      <dl class="rules">
        {rules.map(({ name, text = name, does }) => (
          <div key={name}>
            <dt>{text}</dt>
            <dd>
              <strong>{suggestions[name] === null ? '-' : shortRate(suggestions[name])}</strong> <small>{does}</small>
            </dd>
          </div>
        ))}
      </dl>
      {agreement !== null && (
        <p>
          These four are published rules; the lowest and the highest lie {agreement.decades.toFixed(1)} factors of ten
          apart{range.suggested === null ? '' : ', so the peak above is read from where the curve turns'}.
        </p>
      )}
      <More title="How the peak is read">
        <p>
          peak = 0.9 high sqrt(u / 16.5) in the exponential sweep, and 0.4 high in the others: high is the rate at which
          the smoothed loss turns, u the updates for each factor of ten. The slower the sweep, the lower the rate at
          which it turns, by just that root. Each is the median over the seeds.
        </p>
      </More>
    </>
  )
}
