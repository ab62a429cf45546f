/** A step that moves by itself: an update a frame, at once at the end where motion is unwanted. */
import { useEffect, useState } from 'preact/hooks'

export interface Playing {
  readonly step: number
  readonly playing: boolean
  play(): void
  pause(): void
  /** stops there */
  goTo(step: number): void
}

const still = matchMedia('(prefers-reduced-motion: reduce)')

/** @param of what is played; another begins anew */
export function usePlaying(last: number, of: string): Playing {
  const [step, setStep] = useState(0)
  const [playing, setPlaying] = useState(false)
  useEffect(() => setStep(still.matches ? last : 0), [of, last])
  useEffect(() => {
    if (!playing) return
    const frame = requestAnimationFrame(() => {
      if (step >= last) setPlaying(false)
      else setStep(step + 1)
    })
    return () => cancelAnimationFrame(frame)
  }, [playing, step, last])
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
