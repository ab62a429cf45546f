/** The tones of the page, read from its style sheet, and the time of the day that they follow. */
import { useEffect, useState } from 'preact/hooks'

const dark = matchMedia('(prefers-color-scheme: dark)')

/** A tone as a colour that a canvas understands. */
export function colour(tone: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--oc-${tone}`).trim()
}

/** `light` or `dark`; what is drawn on a canvas is drawn again when it changes. */
export function useTheme(): 'light' | 'dark' {
  const [theme, setTheme] = useState(dark.matches)
  useEffect(() => {
    const changed = (): void => setTheme(dark.matches)
    dark.addEventListener('change', changed)
    return () => dark.removeEventListener('change', changed)
  }, [])
  return theme ? 'dark' : 'light'
}
