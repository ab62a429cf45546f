/** The recorded runs, checked in the reader's browser at a click. */
import { computed, signal } from '@preact/signals'
import { announce } from '../parts/announcer.tsx'
import { startRuns } from '../work/whole-runs/handle.ts'
import { recorded } from './recorded.ts'
import { runs } from './runs.ts'

/** What this browser gave for each run: a SHA-256, or why there is none. */
type Got = { readonly sha256: string | null; readonly reason?: string }

const got = signal<readonly (Got | null)[] | null>(null)
const failure = signal<string | null>(null)
const done = computed(() => got.value?.filter((one) => one !== null).length ?? 0)
const equal = computed(() => got.value?.filter((one, i) => one?.sha256 === recorded[i]).length ?? 0)

function check(): void {
  got.value = runs.map(() => null)
  failure.value = null
  startRuns(
    runs,
    ({ place, sha256, reason }) => {
      got.value = (got.value ?? []).map((one, i) => (i === place ? { sha256, ...(reason && { reason }) } : one))
      if (done.value === runs.length) announce(verdict())
    },
    (text) => {
      got.value = null
      failure.value = text
    },
  )
}

function verdict(): string {
  return `Your browser: ${equal.value} of ${runs.length} equal`
}

export function RecordedRuns() {
  const running = got.value !== null && done.value < runs.length
  return (
    <section class="recorded" aria-labelledby="recorded">
      <h2 id="recorded">The same bits in your browser</h2>
      <p>
        {runs.length} short runs were trained in Node, and the SHA-256 of their weights was recorded. Your browser
        trains them again and compares.
      </p>
      <p>
        <button type="button" disabled={running} onClick={check}>
          Check {runs.length} recorded runs here
        </button>
      </p>
      {failure.value !== null && <p class="wrong">{failure.value}</p>}
      {got.value !== null && (
        <>
          <p>
            <strong>{running ? `${done.value} of ${runs.length} trained` : verdict()}</strong>
          </p>
          <ol>
            {runs.map(({ name }, i) => (
              <li key={name}>
                {name}: <Result got={got.value?.[i] ?? null} expected={recorded[i] as string} />
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  )
}

function Result({ got, expected }: { readonly got: Got | null; readonly expected: string }) {
  if (got === null) return <span>…</span>
  if (got.sha256 === expected) {
    return (
      <span>
        equal, <code>{expected.slice(0, 12)}</code>
      </span>
    )
  }
  return (
    <strong class="wrong">
      different: {got.sha256 === null ? got.reason : <code>{got.sha256.slice(0, 12)}</code>}, recorded{' '}
      <code>{expected.slice(0, 12)}</code>
    </strong>
  )
}
