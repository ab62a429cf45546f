/** The frame of the page: its head, the four screens of the story, and the way from one to the next. */
import type { ComponentType } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Head } from './head.tsx'
import { Notices } from './host/notices.tsx'
import { OwnNotices } from './own-data/own-notices.tsx'
import { Announcer } from './parts/announcer.tsx'
import { usualProblem } from './problem/networks.ts'
import { RaceScreen } from './screens/race/race-screen.tsx'
import { RateScreen } from './screens/rate/rate-screen.tsx'
import { ShapeScreen } from './screens/shape/shape-screen.tsx'
import { VerdictScreen } from './screens/verdict/verdict-screen.tsx'
import { type Screen, screens } from './state/lab.ts'
import { change, go, lab } from './state/store.ts'

interface ScreenFacts {
  readonly title: string
  readonly Component: ComponentType
}

const facts: Record<Screen, ScreenFacts> = {
  rate: { title: 'Find the rate', Component: RateScreen },
  shape: { title: 'Shape the schedule', Component: ShapeScreen },
  race: { title: 'Race', Component: RaceScreen },
  verdict: { title: 'Verdict', Component: VerdictScreen },
}

function tryDigits(): void {
  change({ problem: usualProblem('digits', lab.value.problem.seed), bounds: null })
  go('race')
}

export function App() {
  const { screen, problem } = lab.value
  const { title, Component } = facts[screen]
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(screen)
  // before a key that was pressed meanwhile takes the focus elsewhere
  useLayoutEffect(() => {
    document.title = `${title} - onecycle: the laboratory`
    if (shown.current === screen) return
    shown.current = screen
    heading.current?.focus()
    scrollTo(0, 0)
  }, [screen, title])
  const next = screens[screens.indexOf(screen) + 1]
  return (
    <>
      <Head />
      <Notices />
      <OwnNotices />
      <nav class="steps" aria-label="The story">
        <ol>
          {screens.map((name, i) => (
            <li key={name}>
              <button type="button" aria-current={name === screen ? 'step' : undefined} onClick={() => go(name)}>
                <span class="number">{i + 1}</span> {facts[name].title}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <Component />
        <p class="next">
          {next !== undefined ? (
            <button type="button" class="primary" onClick={() => go(next)}>
              Next: {facts[next].title.toLowerCase()}
            </button>
          ) : (
            problem.data !== 'digits' && (
              <button type="button" class="primary" onClick={tryDigits}>
                Next: try it on digits, and draw one
              </button>
            )
          )}
        </p>
      </main>
      <Announcer />
    </>
  )
}
