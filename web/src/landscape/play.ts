/** A step that moves by itself, as fast on every screen; at once at the end where motion is unwanted. */
import { useEffect, useState } from 'preact/hooks'

export interface Playing {
  readonly step: number
  readonly playing: boolean
  play(): void
  pause(): void
  /** stops there */
  goTo(step: number): void
}

/** steps a second */
const PACE = 50

const still = matchMedia('(prefers-reduced-motion: reduce)')

/** @param of what is played; another begins anew */
export function usePlaying(last: number, of: string): Playing {
  const [step, setStep] = useState(0)
  const [playing, setPlaying] = useState(false)
  useEffect(() => {
    setPlaying(false)
    setStep(still.matches ? last : 0)
  }, [of, last])
  useEffect(() => {
    if (!playing) return
    const from = step
    const start = performance.now()
    let frame = requestAnimationFrame(function move(now) {
      const to = Math.min(last, from + Math.floor((Math.max(0, now - start) / 1000) * PACE))
      setStep(to)
      if (to < last) frame = requestAnimationFrame(move)
      else setPlaying(false)
    })
    return () => cancelAnimationFrame(frame)
    // begins where it stands, and is not asked again while it moves
  }, [playing, last])
  return {
    step,
    playing,
    play() {
      if (still.matches) setStep(last)
      else {
        if (step >= last) setStep(0)
        setPlaying(true)
      }
    },
    pause: () => setPlaying(false),
    goTo(to) {
      setPlaying(false)
      setStep(Math.max(0, Math.min(last, to)))
    },
  }
}
