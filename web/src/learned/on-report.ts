/** Asks again whenever lanes have told something: one question at a time, with a pause between two, and only while it is seen. */
import { effect } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { beat } from '../lanes/running.ts'

/**
 * @param place where the answer is shown
 * @param ask what is done; a failure is silent, since lanes tell of theirs by themselves
 * @param pause milliseconds between two questions
 * @param of asks anew when it changes
 */
export function useOnReport(
  place: RefObject<Element | null>,
  ask: () => Promise<void>,
  pause: number,
  of: string,
): void {
  const asks = useRef(ask)
  asks.current = ask
  useEffect(() => {
    let [busy, due, seen, over] = [false, true, false, false]
    const turn = async (): Promise<void> => {
      if (busy || over || !seen || !due) return
      busy = true
      due = false
      try {
        await asks.current()
      } catch {
        // the lane was stopped or has failed: its card says why
      }
      setTimeout(() => {
        busy = false
        turn()
      }, pause)
    }
    const watcher = new IntersectionObserver((entries) => {
      seen = entries.some(({ isIntersecting }) => isIntersecting)
      turn()
    })
    if (place.current !== null) watcher.observe(place.current)
    const unheard = effect(() => {
      beat.value
      due = true
      turn()
    })
    return () => {
      over = true
      watcher.disconnect()
      unheard()
    }
  }, [of, pause])
}
